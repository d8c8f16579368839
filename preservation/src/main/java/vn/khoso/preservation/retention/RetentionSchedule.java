package vn.khoso.preservation.retention;

import java.util.List;
import vn.khoso.schemas.catalogue.JournalEntry;

/**
 * The table of retention rules with all versions, and which document type falls under which rule. Nothing is ever
 * rewritten: a change adds a version, and every earlier state can be had again.
 *
 * <p>Throws only {@link vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable} for trouble of the database.
 */
public interface RetentionSchedule {

    /** The schedule as it stands. */
    RetentionTable current();

    /** The schedule as it stood at a journal index. */
    RetentionTable at(long revision);

    /**
     * Makes the changes and appends their events, all in one transaction. Each event becomes one of type
     * {@code RETENTION_RULE_CHANGE} whose detail holds the whole change, so that the journal alone can repeat it.
     *
     * @throws IllegalArgumentException when a version is not the highest plus one, or a mapping names no rule
     */
    List<JournalEntry> change(List<ScheduleChange> changes);
}
