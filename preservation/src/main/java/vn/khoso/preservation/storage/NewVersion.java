package vn.khoso.preservation.storage;

import java.time.Instant;
import java.util.List;
import vn.khoso.schemas.aip.ArchivalInformationPackage.StagedFile;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Agent;

/**
 * A version to be kept: its whole logical state, not a difference.
 *
 * @param created goes into the OCFL inventory, so a retry with the same value gives the same bytes
 * @param message why there is this version
 * @param user who is answerable
 */
public record NewVersion(AipId aip, Instant created, String message, Agent user, List<StagedFile> files) {
    public NewVersion {
        files = List.copyOf(files);
    }
}
