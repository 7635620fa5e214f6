#include "piket/sources.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace piket {

namespace {

// clang-format off
constexpr auto sources = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"range by definition, effect through the model: assumed",
     "kisaran menurut definisi, pengaruh melalui model: anggapan"},
    {"circular and statements of Tangerang Selatan, 18 March 2020",
     "edaran dan pernyataan Tangerang Selatan, 18 Maret 2020"},
    {"Serang, 2 February 2022: drives for children and the elderly; paces are assumed",
     "Serang, 2 Februari 2022: vaksinasi massal anak dan lansia; lajunya anggapan"},
    {"workplace protocol KMK 328/2020",
     "protokol tempat kerja KMK 328/2020"},
    {"workplace protocol KMK 328/2020: 1 m; the range is assumed",
     "protokol tempat kerja KMK 328/2020: 1 m; kisarannya anggapan"},
    {"caps between 0 and 100 % in the circulars of MenPANRB 58 and 67/2020, 14 to 25/2021, 05 and 06/2022",
     "batas antara 0 dan 100 % dalam surat edaran MenPANRB 58 dan 67/2020, 14 sampai 25/2021, 05 dan 06/2022"},
    {"MenPANRB 19/2020: at least the two highest structural levels stay at the office",
     "MenPANRB 19/2020: paling sedikit dua level pejabat struktural tertinggi tetap di kantor"},
    {"Tangerang Selatan, 18 March 2020: health staff are not part of working from home",
     "Tangerang Selatan, 18 Maret 2020: tenaga kesehatan tidak ikut bekerja dari rumah"},
    {"Kutai Kartanegara, August 2020: office activity is left to each head of agency; how far they differ is assumed",
     "Kutai Kartanegara, Agustus 2020: kegiatan kantor diserahkan kepada tiap kepala OPD; besar perbedaannya anggapan"},
    {"Kutai Kartanegara, August 2020: heads decide by how things stand in their agency; how strongly is assumed",
     "Kutai Kartanegara, Agustus 2020: kepala memutuskan menurut keadaan OPD-nya; kuatnya anggapan"},
    {"MenPANRB 19, 24 and 25/2021: work at the office for vaccinated staff",
     "MenPANRB 19, 24, dan 25/2021: bekerja di kantor bagi pegawai yang sudah divaksin"},
    {"Buleleng, 8 June 2020: work at the office is for those who meet the health protocol; the bar is assumed",
     "Buleleng, 8 Juni 2020: bekerja di kantor bagi yang memenuhi protokol kesehatan; ambangnya anggapan"},
    {"staggered working hours were advised in 2020; lengths are assumed: recalled",
     "jam kerja bergilir dianjurkan pada 2020; panjangnya anggapan: diingat"},
    {"schemes seen in offices, assumed; four_ten: Karin et al. 2020, recalled",
     "pola yang terlihat di kantor, anggapan; four_ten: Karin dkk. 2020, diingat"},
    {"MenPANRB 19/2020 names own health among the grounds for working from home; 50 years and over or with a comorbidity: assumed",
     "MenPANRB 19/2020 menyebut kesehatan sendiri sebagai alasan bekerja dari rumah; 50 tahun ke atas atau dengan komorbid: anggapan"},
    {"no meeting of this model reaches 500 people, so 500 is no cap: assumed",
     "tidak ada rapat dalam model ini yang mencapai 500 orang, jadi 500 bukan batas: anggapan"},
    {"480 min is a working day and so no cap: assumed",
     "480 menit adalah satu hari kerja, jadi bukan batas: anggapan"},
    {"MenPANRB 36, 41 and 46/2020: no travel out of the region without permission",
     "MenPANRB 36, 41, dan 46/2020: tidak bepergian ke luar daerah tanpa izin"},
    {"workplace protocol KMK 328/2020: 14 days of self-quarantine after official travel",
     "protokol tempat kerja KMK 328/2020: karantina mandiri 14 hari sepulang perjalanan dinas"},
    {"Permenhub 18/2020: public transport at half of its capacity, recalled",
     "Permenhub 18/2020: angkutan umum separuh kapasitas, diingat"},
    {"workplace protocol KMK 328/2020 asks to limit people in a room; shares as in circulars of 2020 to 2022, recalled",
     "protokol tempat kerja KMK 328/2020 meminta jumlah orang dalam ruangan dibatasi; bagiannya seperti dalam edaran 2020 sampai 2022, diingat"},
    {"workplace protocol KMK 328/2020: lifts are limited and people stand back to back",
     "protokol tempat kerja KMK 328/2020: isi lift dibatasi dan orang berdiri saling membelakangi"},
    {"an exhaust fan adds 2 (1 to 4), open windows and fans 6 (3 to 15) air changes per hour: assumed",
     "kipas isap menambah 2 (1 sampai 4), jendela terbuka dan kipas 6 (3 sampai 15) pergantian udara per jam: anggapan"},
    {"open windows: 3 air changes per hour, assumed 1.5 to 6; the estimator of Jimenez and Peng has 2",
     "jendela terbuka: 3 pergantian udara per jam, anggapan 1,5 sampai 6; penaksir Jimenez dan Peng memakai 2"},
    {"an exhaust fan adds 2 air changes per hour, 1 to 4: assumed",
     "kipas isap menambah 2 pergantian udara per jam, 1 sampai 4: anggapan"},
    {"portable cleaners deliver 150 to 500 m3/h of clean air each: assumed",
     "tiap pembersih udara jinjing memberi 150 sampai 500 m3/jam udara bersih: anggapan"},
    {"filters in recirculated air: none in split units 0.05, MERV8 0.2, MERV13 0.6 to 0.85, recalled",
     "saringan udara yang diputar kembali: unit split tanpa saringan 0,05, MERV8 0,2, MERV13 0,6 sampai 0,85, diingat"},
    {"cloth was the common mask when mandates began: assumed",
     "masker kain yang umum ketika kewajiban dimulai: anggapan"},
    {"workplace protocol KMK 328/2020: surfaces are cleaned every four hours; little evidence that it prevents infections",
     "protokol tempat kerja KMK 328/2020: permukaan dibersihkan tiap empat jam; sedikit bukti bahwa itu mencegah penularan"},
    {"workplace protocol KMK 328/2020; temperature screening has little value: Mitra 2020",
     "protokol tempat kerja KMK 328/2020; pemeriksaan suhu sedikit gunanya: Mitra 2020"},
    {"workplace protocol KMK 328/2020: a form on symptoms before work; how honest the answers are is assumed",
     "protokol tempat kerja KMK 328/2020: formulir gejala sebelum bekerja; kejujuran jawabannya anggapan"},
    {"the secretary of Buleleng inspected rooms, 8 June 2020; intervals are assumed",
     "Sekda Buleleng memeriksa ruangan, 8 Juni 2020; selang waktunya anggapan"},
    {"heads of agencies, the secretary of the region (Buleleng), the Covid task force (Kutai Kartanegara); their weight is assumed",
     "kepala OPD, sekretaris daerah (Buleleng), gugus tugas Covid (Kutai Kartanegara); bobotnya anggapan"},
    {"coaching in Buleleng, 8 June 2020; 55 % of those who did not comply named missing sanctions (BPS 2020); the effect is assumed",
     "pembinaan di Buleleng, 8 Juni 2020; 55 % yang tidak patuh menyebut tidak ada sanksi (BPS 2020); pengaruhnya anggapan"},
    {"19 % of those who did not comply said that leaders set no example (BPS 2020); the effect is assumed",
     "19 % yang tidak patuh berkata pimpinan tidak memberi contoh (BPS 2020); pengaruhnya anggapan"},
    {"Tangerang Selatan and Cirebon limited applicants per day: 150 to 20 and 150 to 50 (press)",
     "Tangerang Selatan dan Cirebon membatasi pemohon per hari: 150 menjadi 20 dan 150 menjadi 50 (berita)"},
    {"Kutai Kartanegara, August 2020: services went on, mostly online",
     "Kutai Kartanegara, Agustus 2020: pelayanan berjalan, kebanyakan daring"},
    {"Kutai Kartanegara, August 2020: staff sent home may roam about; how far checks prevent it is assumed",
     "Kutai Kartanegara, Agustus 2020: pegawai yang dirumahkan dapat berkeliaran; seberapa jauh pemeriksaan mencegahnya anggapan"},
    {"face-to-face teaching (PTM) was limited by level in Serang, February 2022",
     "pembelajaran tatap muka (PTM) dibatasi menurut level di Serang, Februari 2022"},
    {"ordinary presenteeism: most people with mild symptoms come to work, assumed",
     "kebiasaan masuk saat sakit: kebanyakan orang dengan gejala ringan tetap bekerja, anggapan"},
    {"range by definition; neutral: no testing yet, assumed",
     "kisaran menurut definisi; netral: belum ada tes, anggapan"},
    {"Ministry of Health, February 2021: 5 to 10 contacts per case, target 20 to 30",
     "Kementerian Kesehatan, Februari 2021: 5 sampai 10 kontak per kasus, sasaran 20 sampai 30"},
    {"14 days for contacts (OpenABM-Covid19) and after official trips (KMK 328/2020); the range is assumed",
     "14 hari bagi kontak (OpenABM-Covid19) dan sepulang perjalanan dinas (KMK 328/2020); kisarannya anggapan"},
    {"isolation centres of regional governments, 2020 to 2022, recalled",
     "tempat isolasi terpusat pemerintah daerah, 2020 sampai 2022, diingat"},
    {"Cilegon closed agencies after one case each, Kompas 1 September 2020; 1000 is never: assumed",
     "Cilegon menutup OPD setelah satu kasus, Kompas 1 September 2020; 1000 berarti tidak pernah: anggapan"},
    {"5 days in MenPANRB 19, 24 and 25/2021; 14 in Cilegon 2020; it acts only when closure.cases does",
     "5 hari dalam MenPANRB 19, 24, dan 25/2021; 14 di Cilegon 2020; hanya berlaku bersama closure.cases"},
});
// clang-format on

}  // namespace

std::string_view source_in_indonesian(std::string_view source) {
    const auto* const found = std::ranges::find(sources, source, &std::pair<std::string_view, std::string_view>::first);
    return found == sources.end() ? source : found->second;
}

}  // namespace piket
