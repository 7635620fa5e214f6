// Gauss-Legendre quadrature: exact for polynomials up to degree 15 over each panel.
#pragma once

#include <array>

namespace piket {

// use(x, weight) at the eight nodes of [a, b].
template <class F>
void gauss_legendre(double a, double b, F use) {
    struct Node {
        double x, weight;
    };
    constexpr std::array<Node, 4> half = {{{0.9602898564975363, 0.1012285362903763},
                                           {0.7966664774136267, 0.2223810344533745},
                                           {0.5255324099163290, 0.3137066458778873},
                                           {0.1834346424956498, 0.3626837833783620}}};
    const double middle = (a + b) / 2, reach = (b - a) / 2;
    for (int i = 0; i < 4; ++i) {
        use(middle - reach * half[i].x, reach * half[i].weight);
    }
    for (int i = 3; i >= 0; --i) {
        use(middle + reach * half[i].x, reach * half[i].weight);
    }
}

}  // namespace piket
