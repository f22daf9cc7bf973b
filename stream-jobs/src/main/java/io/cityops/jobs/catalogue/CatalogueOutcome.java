package io.cityops.jobs.catalogue;

/** What became of a version of the catalogue in the job. */
public class CatalogueOutcome {
    public static final String TAKEN = "taken";
    public static final String REFUSED = "refused";
    /** Of bytes that do not say which version they are. */
    public static final int NO_NUMBER = -1;

    public int number = NO_NUMBER;
    public String outcome = "";
    /** Why it was refused. */
    public String detail = "";

    static CatalogueOutcome taken(int number) {
        CatalogueOutcome outcome = new CatalogueOutcome();
        outcome.number = number;
        outcome.outcome = TAKEN;
        return outcome;
    }

    static CatalogueOutcome refused(int number, String detail) {
        CatalogueOutcome outcome = new CatalogueOutcome();
        outcome.number = number;
        outcome.outcome = REFUSED;
        outcome.detail = detail;
        return outcome;
    }
}
