package io.cityops.model.settings;

/** A setting that cannot be used; the message names the key, the value unless it is a secret, and what is allowed. */
public final class SettingsException extends RuntimeException {
    public SettingsException(String message) {
        super(message);
    }
}
