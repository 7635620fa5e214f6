// Draws a canvas on a target of SFML. Needs a display: SFML aborts without one.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <unordered_map>

#include "canvas/canvas.hpp"

namespace piket::render {

// Textures on the graphics card, uploaded when first drawn and dropped when nobody else holds them any more.
class Uploads {
   public:
    const sf::Texture& of(const TextureHandle& texture);
    void drop_unused();

   private:
    struct Entry {
        std::weak_ptr<const Texture> source;
        sf::Texture texture;
    };
    std::unordered_map<const Texture*, Entry> entries_;
};

void draw(const Canvas& canvas, Uploads& uploads, sf::RenderTarget& target);

}  // namespace piket::render
