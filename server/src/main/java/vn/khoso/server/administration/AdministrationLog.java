package vn.khoso.server.administration;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.rights.Requester;

/** Writes every change of who may do what into the journal. Passwords, tokens and citizens' numbers are never in it. */
final class AdministrationLog {

    private final Journal journal;
    private final IdentifierMint mint;
    private final Clock clock;

    AdministrationLog(Journal journal, IdentifierMint mint, Clock clock) {
        this.journal = journal;
        this.mint = mint;
        this.clock = clock;
    }

    void write(Requester by, String object, String note, Map<String, String> detail) {
        Agent.Type kind = by.id().startsWith("client:") ? Agent.Type.SOFTWARE : Agent.Type.PERSON;
        String id = by.id().startsWith("client:") ? by.id() : "account:" + by.id();
        journal.append(List.of(new Event(
                mint.version7(),
                EventType.ADMINISTRATION,
                clock.instant(),
                EventOutcome.SUCCESS,
                new Agent(id, kind, by.displayName()),
                List.of(object),
                note,
                detail)));
    }
}
