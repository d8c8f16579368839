package vn.khoso.preservation.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.catalogue.VolumeEntry;
import vn.khoso.schemas.catalogue.VolumeReport;

/** How the volumes stand, for those who run the archive. */
final class VolumeReports {

    private final VolumeSet volumes;
    private final CopyLog log;

    VolumeReports(VolumeSet volumes, CopyLog log) {
        this.volumes = volumes;
        this.log = log;
    }

    /** Every volume that is set up, and every one that was taken into use and is not set up any more. */
    List<VolumeReport> now() {
        List<VolumeReport> reports = new ArrayList<>();
        volumes.sites().forEach(site -> reports.add(report(site)));
        log.volumes().stream()
                .filter(known -> volumes.site(known.id()).isEmpty())
                .forEach(known -> reports.add(forgotten(known)));
        return reports;
    }

    private VolumeReport report(CopySite site) {
        CopyLog.Debt debt = log.debt(site.volume());
        return switch (site.state()) {
            case SiteState.InUse inUse ->
                new VolumeReport(
                        site.volume(),
                        site.name(),
                        VolumeReport.State.IN_USE,
                        Optional.empty(),
                        Optional.empty(),
                        site.room(),
                        debt.copies(),
                        debt.oldest(),
                        debt.earliestDue());
            case SiteState.Away away ->
                new VolumeReport(
                        site.volume(),
                        site.name(),
                        VolumeReport.State.AWAY,
                        Optional.of(away.since()),
                        Optional.of(away.reason()),
                        0,
                        debt.copies(),
                        debt.oldest(),
                        debt.earliestDue());
            case SiteState.Fenced fenced ->
                new VolumeReport(
                        site.volume(),
                        site.name(),
                        VolumeReport.State.FENCED,
                        Optional.of(fenced.since()),
                        Optional.of(fenced.reason()),
                        0,
                        debt.copies(),
                        debt.oldest(),
                        debt.earliestDue());
        };
    }

    private VolumeReport forgotten(VolumeEntry known) {
        CopyLog.Debt debt = log.debt(known.id());
        return new VolumeReport(
                known.id(),
                known.name(),
                VolumeReport.State.AWAY,
                Optional.of(known.joinedAt()),
                Optional.of("ổ này không còn được khai báo / this volume is not set up any more"),
                0,
                debt.copies(),
                debt.oldest(),
                debt.earliestDue());
    }
}
