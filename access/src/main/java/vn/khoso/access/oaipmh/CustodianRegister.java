package vn.khoso.access.oaipmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.access.followers.RecordFollower;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.oais.AgencyCode;

/**
 * The custodians of which there ever was a record, read off the catalogue. Kept in a small file with its position; a file
 * that is lost or cannot be read is made again.
 */
public final class CustodianRegister implements OaiSets, RecordFollower {

    private static final Logger LOG = LoggerFactory.getLogger(CustodianRegister.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final ConcurrentSkipListMap<AgencyCode, String> names = new ConcurrentSkipListMap<>();
    private boolean opened;
    private boolean changed;
    private long position;

    public CustodianRegister(Path file) {
        this.file = file;
    }

    @Override
    public List<Custodian> custodians() {
        return names.entrySet().stream()
                .map(one -> new Custodian(one.getKey(), one.getValue()))
                .toList();
    }

    @Override
    public String name() {
        return "custodian-register";
    }

    @Override
    public long resume() {
        if (!opened) {
            read();
            opened = true;
        }
        return position;
    }

    @Override
    public void take(List<RecordEntry> changes) {
        for (RecordEntry entry : changes) {
            AgencyCode custodian = entry.result().custodianAgency();
            boolean named = entry.result().issuingAgency().equals(custodian);
            String name = named ? entry.result().issuingAgencyName() : custodian.value();
            if (named || !names.containsKey(custodian)) {
                changed |= !name.equals(names.put(custodian, name));
            }
        }
        position = changes.getLast().sequence();
    }

    /** Written when a name is new; to read some changes again after a restart costs little. */
    @Override
    public void caughtUp() {
        if (!changed) {
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("position", position);
        ObjectNode all = json.putObject("custodians");
        names.forEach((code, name) -> all.put(code.value(), name));
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(part, CanonicalJson.bytes(json));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            changed = false;
        } catch (IOException trouble) {
            throw new DiscoveryUnavailable("the register of custodians cannot be kept", trouble);
        }
    }

    @Override
    public void startOver() {
        names.clear();
        position = 0;
        changed = true;
    }

    private void read() {
        try {
            if (Files.exists(file)) {
                JsonNode json = JSON.readTree(file.toFile());
                json.path("custodians")
                        .properties()
                        .forEach(one -> names.put(
                                new AgencyCode(one.getKey()), one.getValue().asText()));
                position = json.path("position").asLong(0);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("the register of custodians is made again: {}", unreadable.getMessage());
            startOver();
        }
    }
}
