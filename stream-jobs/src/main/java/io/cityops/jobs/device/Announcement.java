package io.cityops.jobs.device;

import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.intake.Arrival;
import org.jspecify.annotations.Nullable;

/** What every subtask of the readings must hear: a tick of the gateway, or a version of the catalogue. */
public class Announcement {
    /** By the gateway's clock; nothing where it is a catalogue. */
    public long tickMillis;

    public @Nullable CatalogueEdition catalogue;

    public static Announcement ofTick(Arrival tick) {
        Announcement announcement = new Announcement();
        announcement.tickMillis = tick.receivedAtMillis;
        return announcement;
    }

    public static Announcement ofCatalogue(CatalogueEdition edition) {
        Announcement announcement = new Announcement();
        announcement.catalogue = edition;
        return announcement;
    }
}
