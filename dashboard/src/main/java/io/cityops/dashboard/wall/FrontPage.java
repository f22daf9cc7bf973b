package io.cityops.dashboard.wall;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Whoever comes to the door is shown the main wall. */
@Controller
class FrontPage {
    @GetMapping("/")
    String mainWall() {
        return "redirect:/wall/main";
    }
}
