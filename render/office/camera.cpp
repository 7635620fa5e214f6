#include "office/camera.hpp"

#include <algorithm>
#include <cmath>

namespace piket::render {

namespace {

constexpr float most = 90;          // pixels per metre
constexpr float per_step = 1.18F;   // of the wheel
constexpr double half_life = 0.06;  // s, of the way that is left

}  // namespace

float Camera::factor(float steps) {
    return std::pow(per_step, steps);
}

void Camera::set_world(Rect world, Point viewport) {
    world_ = world;
    least_ = 0.8F * std::min(viewport.x / world.w, viewport.y / world.h);
    least_ = std::clamp(least_, 0.01F, most);
    now_ = clamped(now_);
    goal_ = clamped(goal_);
}

Camera::Pose Camera::clamped(Pose pose) const {
    pose.scale = std::clamp(pose.scale, least_, most);
    pose.centre.x = std::clamp(pose.centre.x, world_.x, world_.right());
    pose.centre.y = std::clamp(pose.centre.y, world_.y, world_.bottom());
    return pose;
}

View Camera::view(Rect viewport) const {
    const Point middle = viewport.centre();
    return {now_.scale, {middle.x - now_.centre.x * now_.scale, middle.y - now_.centre.y * now_.scale}};
}

bool Camera::moving() const {
    return now_.scale != goal_.scale || now_.centre != goal_.centre;
}

void Camera::zoom_to(float scale, Point centre) {
    goal_ = clamped({centre, scale});
}

void Camera::zoom_about(Rect viewport, Point mouse, float steps) {
    const Point middle = viewport.centre();
    const Point off{mouse.x - middle.x, mouse.y - middle.y};
    const Point under{goal_.centre.x + off.x / goal_.scale, goal_.centre.y + off.y / goal_.scale};
    const float scale = std::clamp(goal_.scale * factor(steps), least_, most);
    zoom_to(scale, {under.x - off.x / scale, under.y - off.y / scale});
}

void Camera::drag(Point pixels) {
    const Point by{-pixels.x / now_.scale, -pixels.y / now_.scale};
    now_.centre += by;
    now_ = clamped(now_);
    goal_.centre = now_.centre;
}

void Camera::fit(Rect world, Rect viewport, float margin) {
    const float w = std::max(1.0F, viewport.w - 2 * margin), h = std::max(1.0F, viewport.h - 2 * margin);
    zoom_to(std::min(w / std::max(world.w, 0.1F), h / std::max(world.h, 0.1F)), world.centre());
}

void Camera::look_at(Point world) {
    zoom_to(goal_.scale, world);
}

void Camera::advance(double seconds, bool reduced_motion) {
    if (reduced_motion) {
        now_ = goal_;
        return;
    }
    const auto left = static_cast<float>(std::exp2(-seconds / half_life));
    // Scale moves in its logarithm, the centre so that the point both share under the mouse does not wander.
    const float scale = goal_.scale * std::pow(now_.scale / goal_.scale, left);
    const float from = 1 / now_.scale, to = 1 / goal_.scale, at = 1 / scale;
    const float rest = std::abs(from - to) > 1e-9F ? (at - to) / (from - to) : left;
    now_.centre = goal_.centre + (now_.centre - goal_.centre) * rest;
    now_.scale = scale;
    const Point off = (now_.centre - goal_.centre) * goal_.scale;
    if (std::abs(now_.scale / goal_.scale - 1) < 0.001F && std::abs(off.x) + std::abs(off.y) < 0.3F) {
        now_ = goal_;
    }
}

}  // namespace piket::render
