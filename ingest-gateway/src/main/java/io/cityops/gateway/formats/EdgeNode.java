package io.cityops.gateway.formats;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Sparkplug edge node from its birth to its death: what its aliases mean, and where its sequence stands. Lives in the
 * memory of the gateway that its concentrator is connected to; after a restart the node is asked for its births again. Used
 * under its own lock.
 */
final class EdgeNode {
    private static final int MAX_ALIASES = 20_000;
    private static final long REBIRTH_PAUSE_MILLIS = 10_000;
    static final long NO_BIRTH_DEATH_SEQ = -1;

    private final Map<Long, Definition> aliases = new HashMap<>();
    private boolean born;
    private int lastSeq = -1;
    private long birthDeathSeq = NO_BIRTH_DEATH_SEQ;
    private long rebirthAskedAtMillis = Long.MIN_VALUE / 2;

    record Definition(String name, int datatype) {}

    void born(int seq, long birthDeath) {
        aliases.clear();
        born = true;
        lastSeq = seq;
        birthDeathSeq = birthDeath;
        rebirthAskedAtMillis = Long.MIN_VALUE / 2;
    }

    /** @return false when the death belongs to an earlier birth, and means nothing now */
    boolean died(long birthDeath) {
        if (birthDeath != NO_BIRTH_DEATH_SEQ && birthDeathSeq != NO_BIRTH_DEATH_SEQ && birthDeath != birthDeathSeq) {
            return false;
        }
        aliases.clear();
        born = false;
        lastSeq = -1;
        return true;
    }

    boolean isBorn() {
        return born;
    }

    /** @return false when messages are missing before this one; the one before, delivered again, is no hole */
    boolean follows(int seq) {
        if (seq < 0) {
            return true;
        }
        boolean follows = lastSeq >= 0 && (seq == (lastSeq + 1 & 0xFF) || seq == lastSeq);
        lastSeq = seq;
        return follows;
    }

    void define(long alias, String name, int datatype) {
        if (alias >= 0 && aliases.size() < MAX_ALIASES) {
            aliases.put(alias, new Definition(name, datatype));
        }
    }

    @Nullable
    Definition definition(long alias) {
        return aliases.get(alias);
    }

    /** Whether to ask for the births now: once, and again when nothing came of it for a while. */
    boolean mayAskForRebirth(long nowMillis) {
        if (nowMillis - rebirthAskedAtMillis < REBIRTH_PAUSE_MILLIS) {
            return false;
        }
        rebirthAskedAtMillis = nowMillis;
        return true;
    }
}
