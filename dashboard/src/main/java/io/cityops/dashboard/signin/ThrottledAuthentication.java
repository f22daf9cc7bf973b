package io.cityops.dashboard.signin;

import io.cityops.dashboard.access.People;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Asks the throttle before the password is looked at, and after it for the account's code where it wants one; tells the
 * throttle, the account and the audit how that went.
 */
final class ThrottledAuthentication implements AuthenticationProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ThrottledAuthentication.class);

    private final AuthenticationProvider passwords;
    private final Accounts accounts;
    private final SecondFactors factors;
    private final People people;
    private final SignInThrottle throttle;
    private final SignInMeters meters;

    ThrottledAuthentication(
            AuthenticationProvider passwords,
            Accounts accounts,
            SecondFactors factors,
            People people,
            SignInThrottle throttle,
            SignInMeters meters) {
        this.passwords = passwords;
        this.accounts = accounts;
        this.factors = factors;
        this.people = people;
        this.throttle = throttle;
        this.meters = meters;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String account = attempt.getName();
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? Objects.requireNonNullElse(details.getRemoteAddress(), "")
                : "";
        if (!throttle.wait(account, address).isZero()) {
            meters.count(SignInOutcome.THROTTLED);
            throw new LockedException("too many failures; wait");
        }
        try {
            Authentication person = passwords.authenticate(attempt);
            askForCode(attempt, account);
            throttle.succeeded(account, address);
            accounts.accepted(account, address);
            if (person != null && person.getPrincipal() instanceof SignedIn signedIn) {
                people.comesToKnow(signedIn.getUsername(), signedIn.stamp());
            }
            meters.count(SignInOutcome.ACCEPTED);
            return Objects.requireNonNull(person);
        } catch (AuthenticationException e) {
            SignInOutcome outcome = outcome(e);
            meters.count(outcome);
            if (outcome == SignInOutcome.UNAVAILABLE) {
                LOG.warn("Sign-in could not be checked, the database is away: {}", e.getMessage());
            } else if (outcome == SignInOutcome.CODE_WANTED) {
                LOG.debug("A code is asked for"); // the next attempt has one
            } else {
                throttle.failed(account, address);
                count(outcome, account, address);
                LOG.info("Sign-in refused from {}: {}", address, outcome.tag());
            }
            throw e;
        }
    }

    private void askForCode(Authentication attempt, String account) {
        String code = attempt.getDetails() instanceof WithCode details ? details.code() : "";
        try {
            switch (factors.check(account, code)) {
                case NOT_WANTED, GOOD -> {}
                case MISSING -> throw new CodeWanted();
                case BAD -> throw new BadCredentialsException("the code is wrong, or was used");
            }
        } catch (DataAccessException | IllegalStateException e) {
            throw new InternalAuthenticationServiceException(String.valueOf(e.getMessage()), e);
        }
    }

    private void count(SignInOutcome outcome, String account, String address) {
        try {
            if (outcome == SignInOutcome.REFUSED && accounts.refused(account, address)) {
                LOG.warn("An account was locked after too many refused sign-ins, the last from {}", address);
            }
        } catch (DataAccessException e) {
            LOG.warn("A refused sign-in could not be counted: {}", e.getMessage());
        }
    }

    private static SignInOutcome outcome(AuthenticationException e) {
        return switch (e) {
            case DisabledException disabled -> SignInOutcome.DISABLED;
            case LockedException locked -> SignInOutcome.LOCKED;
            case CodeWanted wanted -> SignInOutcome.CODE_WANTED;
            case BadCredentialsException bad -> SignInOutcome.REFUSED;
            case InternalAuthenticationServiceException away -> SignInOutcome.UNAVAILABLE;
            default -> SignInOutcome.REFUSED;
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
