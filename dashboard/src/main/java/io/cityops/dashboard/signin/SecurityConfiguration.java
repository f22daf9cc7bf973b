package io.cityops.dashboard.signin;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.cityops.dashboard.DashboardSettings;
import io.cityops.dashboard.access.People;
import io.cityops.dashboard.kiosk.KioskFilter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices.RememberMeTokenAlgorithm;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who gets in, and what a browser may do with the pages. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    static final String REMEMBER_COOKIE = "cityops-remember";
    private static final Duration REMEMBERED = Duration.ofDays(30);

    /**
     * Flow's client evaluates the server's calls and writes style elements, so scripts and styles cannot be barred
     * from doing so; everything comes from this server alone, and nobody may frame it.
     */
    private static final String PAGE_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    static final String SIGN_IN_POLICY = "default-src 'none'; style-src 'self'; img-src 'self';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Without a session and without Flow: what anybody may see, and what guards itself. */
    @Bean
    @Order(1)
    SecurityFilterChain open(HttpSecurity http, TokenBasedRememberMeServices rememberMe) {
        http.securityMatcher("/health", "/metrics", "/pair", "/sign-in.css", "/icon.svg", "/error");
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        http.rememberMe(remember -> remember.rememberMeServices(rememberMe));
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER));
        http.requestCache(cache -> cache.disable());
        harden(http, SIGN_IN_POLICY);
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain signIn(
            HttpSecurity http,
            ThrottledAuthentication provider,
            WantedPage wantedPage,
            TokenBasedRememberMeServices remember) {
        http.securityMatcher(SignInPage.PATH);
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        http.authenticationProvider(provider);
        http.formLogin(form -> form.loginPage(SignInPage.PATH)
                .authenticationDetailsSource(WithCode::new)
                .successHandler(wantedPage)
                .failureHandler(new SignInFailure()));
        http.rememberMe(rememberMe -> rememberMe.rememberMeServices(remember));
        http.csrf(csrf -> csrf.csrfTokenRepository(csrfCookie()));
        harden(http, SIGN_IN_POLICY);
        return http.build();
    }

    /** What pages show and programs fetch: who is not signed in is told so, and not sent to a form. */
    @Bean
    @Order(3)
    SecurityFilterChain pictures(
            HttpSecurity http, People people, Sessions sessions, TokenBasedRememberMeServices rememberMe) {
        http.securityMatcher("/camera/**");
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        http.rememberMe(remember -> remember.rememberMeServices(rememberMe));
        http.addFilterBefore(new CurrentRights(people, sessions), RememberMeAuthenticationFilter.class);
        http.exceptionHandling(
                failures -> failures.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)));
        http.requestCache(cache -> cache.disable());
        harden(http, SIGN_IN_POLICY);
        return http.build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pages(
            HttpSecurity http,
            People people,
            Sessions sessions,
            WantedPage wantedPage,
            ObjectProvider<LogoutSuccessHandler> leaving,
            TokenBasedRememberMeServices remember) {
        http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> {
            vaadin.loginView(SignInPage.PATH, SignInPage.PATH).enableRequestCacheConfiguration(false);
            leaving.ifAvailable(vaadin::logoutSuccessHandler);
        });
        http.addFilterBefore(new CurrentRights(people, sessions), RememberMeAuthenticationFilter.class);
        http.addFilterAfter(new KioskFilter(people), RememberMeAuthenticationFilter.class);
        http.rememberMe(rememberMe -> rememberMe.rememberMeServices(remember));
        http.requestCache(cache -> cache.requestCache(wantedPage));
        harden(http, PAGE_POLICY);
        return http.build();
    }

    static void harden(HttpSecurity http, String contentPolicy) {
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(contentPolicy))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()")));
    }

    private static void refuseDisabled(UserDetails person) {
        if (!person.isEnabled()) {
            throw new DisabledException("the account is disabled");
        }
    }

    private static CookieCsrfTokenRepository csrfCookie() {
        CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
        repository.setCookieName("cityops-csrf");
        repository.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
        return repository;
    }

    @Bean
    ThrottledAuthentication throttledAuthentication(
            Accounts accounts, SecondFactors factors, People people, SignInThrottle throttle, SignInMeters meters) {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(accounts);
        provider.setPasswordEncoder(new BCryptPasswordEncoder());
        return new ThrottledAuthentication(provider, accounts, factors, people, throttle, meters);
    }

    @Bean
    WantedPage wantedPage() {
        return new WantedPage();
    }

    /**
     * A wall comes back by itself after a restart of this server, for 30 days after it was signed in. The token is
     * signed with the account's password hash, so a new password ends it, and so does its being signed out everywhere;
     * a disabled account is refused.
     */
    @Bean
    TokenBasedRememberMeServices rememberMeServices(DashboardSettings settings, Accounts accounts) {
        TokenBasedRememberMeServices services =
                new TokenBasedRememberMeServices(
                        KeyFile.text(settings.dataFolder(), KeyFile.REMEMBER),
                        accounts::remembered,
                        RememberMeTokenAlgorithm.SHA256) {
                    @Override
                    protected @Nullable String retrievePassword(Authentication signedIn) {
                        return accounts.remembered(signedIn.getName()).getPassword();
                    }
                };
        services.setMatchingAlgorithm(RememberMeTokenAlgorithm.SHA256);
        services.setAlwaysRemember(true);
        // A locked account keeps who is in already: else guessing at the door would darken a wall.
        services.setUserDetailsChecker(SecurityConfiguration::refuseDisabled);
        services.setCookieName(REMEMBER_COOKIE);
        services.setTokenValiditySeconds((int) REMEMBERED.toSeconds());
        services.setCookieCustomizer(cookie -> cookie.setAttribute("SameSite", "Lax"));
        return services;
    }
}
