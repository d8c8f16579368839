package vn.khoso.preservation.replication;

import java.util.UUID;
import vn.khoso.preservation.fixity.AuditedVolume;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.oais.AipId;

/** A site as audits see it; what they find bad on it is owed anew and so repaired. */
public record AuditedSite(CopySite site, CopyComplaints complaints) implements AuditedVolume {

    @Override
    public String name() {
        return site.name();
    }

    @Override
    public UUID volume() {
        return site.volume();
    }

    @Override
    public StoredObjects objects() {
        return new SiteObjects(site);
    }

    @Override
    public boolean inUse() {
        return site.inUse();
    }

    @Override
    public boolean answers() {
        site.requireIdentity();
        return site.inUse();
    }

    @Override
    public void bad(AipId aip, String what) {
        complaints.audited(site, aip, what);
    }
}
