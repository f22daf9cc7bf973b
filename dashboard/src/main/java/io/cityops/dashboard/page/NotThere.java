package io.cityops.dashboard.page;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** For a page that does not exist, or not for whoever asks: the two cannot be told apart. */
@PermitAll
final class NotThere extends Div implements HasErrorParameter<NotFoundException> {
    NotThere() {
        getElement().setAttribute("data-not-there", true);
        getStyle()
                .set("padding", "3rem")
                .set("color", "#e8edf2")
                .set("font-family", "'Inter Variable', system-ui, sans-serif");
        Paragraph english = new Paragraph("It does not exist, or it is outside your scope.");
        english.getElement().setAttribute("lang", "en");
        Anchor home = new Anchor("/", "CityOps");
        home.getStyle().set("color", "inherit");
        home.getElement().setAttribute("router-ignore", true);
        add(new H1("Trang này không có, hoặc không thuộc phạm vi của bạn."), english, home);
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
