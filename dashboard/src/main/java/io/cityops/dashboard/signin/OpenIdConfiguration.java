package io.cityops.dashboard.signin;

import io.cityops.dashboard.access.People;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/** Signing in by the city's OpenID provider, where one is named. Its tokens are not kept and no browser is remembered. */
@Configuration(proxyBeanMethods = false)
@Conditional(OpenIdConfiguration.Named.class)
class OpenIdConfiguration {
    /** Whether the settings name a provider. */
    static final class Named implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getBeanFactory() != null && context.getBeanFactory().containsSingleton("openId");
        }
    }

    @Bean
    OpenIdProvider openIdProvider(OpenIdSettings settings) {
        return new OpenIdProvider(settings);
    }

    @Bean
    @Order(2)
    SecurityFilterChain openIdSignIn(
            HttpSecurity http,
            OpenIdSettings settings,
            OpenIdProvider provider,
            Accounts accounts,
            People people,
            SignInMeters meters,
            WantedPage wantedPage) {
        DefaultOAuth2AuthorizationRequestResolver asked =
                new DefaultOAuth2AuthorizationRequestResolver(provider::findAnswering, OpenIdProvider.START);
        asked.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        http.securityMatcher(SignInPage.PATH + "/openid/**");
        http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll());
        http.oauth2Login(login -> login.loginPage(SignInPage.PATH)
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoTokens())
                .authorizationEndpoint(start -> start.authorizationRequestResolver(asked))
                .redirectionEndpoint(back -> back.baseUri(OpenIdProvider.BACK + "/*"))
                .userInfoEndpoint(user -> user.oidcUserService(new OpenIdPeople(settings, accounts, people, meters)))
                .successHandler(wantedPage)
                .failureHandler(new SignInFailure())
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler(SignInFailure::noProvider);
                        return filter;
                    }
                }));
        http.requestCache(cache -> cache.disable());
        SecurityConfiguration.harden(http, SecurityConfiguration.SIGN_IN_POLICY);
        return http.build();
    }

    /** Who came by the provider leaves it too, where it offers that and is there: else the next at the desk would come in as them. */
    @Bean
    LogoutSuccessHandler leavesTheProvider(OpenIdProvider provider) {
        OidcClientInitiatedLogoutSuccessHandler handler =
                new OidcClientInitiatedLogoutSuccessHandler(provider::findIfAnswering);
        handler.setPostLogoutRedirectUri("{baseUrl}" + SignInPage.PATH);
        handler.setDefaultTargetUrl(SignInPage.PATH);
        return handler;
    }
}
