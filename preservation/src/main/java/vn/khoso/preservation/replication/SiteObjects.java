package vn.khoso.preservation.replication;

import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import vn.khoso.preservation.storage.Canaries;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.oais.AipId;

/** The objects of one volume for audits, through all its goings and comings; a fault while it is away. */
public record SiteObjects(CopySite site) implements StoredObjects {

    @Override
    public StoredObject object(AipId aip) {
        return site.on(open -> open.objects().object(aip));
    }

    @Override
    public Optional<Canaries> canaries() {
        return site.on(open -> open.objects().canaries());
    }

    @Override
    public boolean replantCanaries() {
        return site.on(open -> open.objects().replantCanaries());
    }

    @Override
    public long mark(AipId aip) {
        return site.on(open -> open.objects().mark(aip));
    }

    @Override
    public Stream<AipId> unknown(MarkRange range, LongPredicate known) {
        return site.on(open -> open.objects().unknown(range, known));
    }
}
