package vn.khoso.server.configuration;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khoso.schemas.catalogue.AuditHours;
import vn.khoso.schemas.storage.Reserve;

/**
 * The settings of one server. Built by {@link SettingsReader}; the keys and their meaning stand in server/README.md.
 *
 * @param data folder below which the server writes
 * @param databaseUrl JDBC address of PostgreSQL
 * @param databaseConnections most connections of the pool, 5 to 200
 * @param sealPassword of the signing key; empty to keep one beside the key
 * @param ingestWorkers packages that are being ingested at the same time, 1 to 64
 * @param formatWorkers processes that read untrusted files, 1 to 64
 * @param toolClassPath class path of those processes
 * @param volumes where copies lie, the most wanted first
 * @param storagePolicy file of the storage policy; empty for a copy of everything on every volume
 * @param copyMegabytes most that catching up copies reads, in 10^6 bytes a second; 0 is no limit
 * @param reserve room on a disk below which nothing more is taken in
 * @param publicUrl address under which others reach this server, without a slash at the end
 * @param archiveName shown on pages and told to harvesters
 * @param contact e-mail address told to harvesters (OAI-PMH {@code adminEmail})
 * @param fixity how the holdings are audited
 * @param backup where and when sets are taken
 * @param signatures a newer PRONOM signature file; empty for the one that is built in
 * @param timeStamps the time stamping authority; empty for the embedded one, which proves nothing
 */
public record Settings(
        Path data,
        String databaseUrl,
        String databaseUser,
        Optional<String> databasePassword,
        int databaseConnections,
        Optional<String> sealPassword,
        int ingestWorkers,
        int formatWorkers,
        String toolClassPath,
        List<VolumePlace> volumes,
        Optional<Path> storagePolicy,
        int copyMegabytes,
        Reserve reserve,
        String publicUrl,
        String archiveName,
        String contact,
        Fixity fixity,
        Backup backup,
        Optional<Path> signatures,
        Optional<TimeStampSource> timeStamps) {

    /**
     * How the holdings are audited.
     *
     * @param days from the start of one full audit of a volume by schedule to the start of the next, 1 to 1,095 (three years)
     * @param daysOf the same for volumes that have a cycle of their own, by name
     * @param sample copies chosen at random on each volume every day, and a third as many by their age; 0 for none
     * @param megabytesPerSecond rate of audits by schedule, 10^6 bytes, for all readers together; 0 for no limit
     * @param walkers threads that read, 1 to 64
     * @param hours in which audits by schedule may read; empty for the whole day
     */
    public record Fixity(
            int days,
            Map<String, Integer> daysOf,
            int sample,
            int megabytesPerSecond,
            int walkers,
            Optional<AuditHours> hours) {

        public Fixity {
            daysOf = Collections.unmodifiableMap(new TreeMap<>(daysOf));
        }

        @Override
        public String toString() {
            return "every " + days + " days" + (daysOf.isEmpty() ? "" : " " + daysOf)
                    + (sample == 0 ? "" : " and " + sample + " copies a day")
                    + (megabytesPerSecond == 0 ? "" : " at " + megabytesPerSecond + " MB/s")
                    + " with " + walkers + " readers"
                    + hours.map(times -> " from " + times).orElse("");
        }
    }

    /**
     * Backups by schedule.
     *
     * @param media folders of the media; none for no backups by schedule
     * @param hour of the day in Vietnam's time from which on the day's set is due
     * @param sameDisk whether media may lie on one disk, or on a disk of records
     */
    public record Backup(List<Path> media, int hour, boolean sameDisk) {
        public Backup {
            media = List.copyOf(media);
        }
    }

    public Settings {
        volumes = List.copyOf(volumes);
    }

    /** Never a password: this ends in logs. */
    @Override
    public String toString() {
        return "data " + data + ", database " + databaseUrl + ", ingest workers " + ingestWorkers + ", format workers "
                + formatWorkers + ", public address " + publicUrl + ", fixity audits " + fixity;
    }
}
