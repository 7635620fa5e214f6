#include "canvas/sfml.hpp"

#include <SFML/OpenGL.hpp>
#include <algorithm>
#include <cmath>

namespace piket::render {

const sf::Texture& Uploads::of(const TextureHandle& texture) {
    Entry& entry = entries_[texture.get()];
    const Picture& picture = texture->picture();
    if (entry.source.lock() != texture) {  // the address may have been used before
        const sf::Vector2u size(static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height));
        if (entry.texture.getSize() != size) {
            entry.texture.create(size.x, size.y);
        }
        entry.texture.update(reinterpret_cast<const sf::Uint8*>(picture.pixels.data()));
        entry.texture.setSmooth(texture->smooth());
        entry.source = texture;
    }
    return entry.texture;
}

void Uploads::drop_unused() {
    std::erase_if(entries_, [](const auto& entry) { return entry.second.source.expired(); });
}

void draw(const Canvas& canvas, Uploads& uploads, sf::RenderTarget& target) {
    const sf::Vector2u size = target.getSize();
    target.clear(canvas.background);
    target.setView(sf::View(sf::FloatRect(0, 0, static_cast<float>(size.x), static_cast<float>(size.y))));
    for (const Canvas::Layer& layer : canvas.layers()) {
        const Mesh& mesh = layer.mesh();
        if (mesh.empty()) {
            continue;
        }
        if (layer.clip) {
            const auto at = [](float x) { return static_cast<GLint>(std::lround(x)); };
            const GLint left = at(layer.clip->x), right = at(layer.clip->right());
            const GLint top = at(layer.clip->y), bottom = at(layer.clip->bottom());
            glEnable(GL_SCISSOR_TEST);
            glScissor(left, static_cast<GLint>(size.y) - bottom, std::max(0, right - left), std::max(0, bottom - top));
        }
        sf::RenderStates states;
        states.transform.translate(layer.view.offset).scale(layer.view.scale, layer.view.scale);
        states.texture = mesh.plain ? nullptr : &uploads.of(mesh.texture ? mesh.texture : shapes());
        target.draw(mesh.vertices.data(), mesh.vertices.size(), sf::Triangles, states);
        if (layer.clip) {
            glDisable(GL_SCISSOR_TEST);
        }
    }
}

}  // namespace piket::render
