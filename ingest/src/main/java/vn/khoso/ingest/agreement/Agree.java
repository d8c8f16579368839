package vn.khoso.ingest.agreement;

import java.util.Optional;
import vn.khoso.ingest.bag.VerifiedBag;
import vn.khoso.ingest.step.Findings;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.step.Step;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.submission.Progress.Phase;

/** May this body send, and may it send for the body that the bag names? */
public final class Agree implements Step<VerifiedBag, VerifiedBag> {

    /** Label of {@code bag-info.txt} with the code of the body whose records these are; the sender itself when it is absent. */
    static final String LABEL = "Producer-Agency";

    private final AgencyRegistry registry;
    private final ProgressBoard board;

    public Agree(AgencyRegistry registry, ProgressBoard board) {
        this.registry = registry;
        this.board = board;
    }

    @Override
    public Outcome<VerifiedBag> run(VerifiedBag bag) {
        board.mark(bag.sip().submission().id(), Phase.AGREE, 0, 0, 0, 0);
        AgencyCode sender = bag.sip().submission().producer();
        Findings findings = new Findings();
        if (registry.find(sender).isEmpty()) {
            findings.add(Finding.of(FindingCode.AGREEMENT_PRODUCER_UNKNOWN, "producer")
                    .with("found", sender.value()));
        }
        bag.info().all(LABEL).stream()
                .filter(named -> !mayName(sender, named))
                .forEach(named -> findings.add(Finding.of(FindingCode.AGREEMENT_AGENCY_NOT_ALLOWED, "bag-info.txt")
                        .with("found", named)));
        return new Outcome.Passed<>(bag, findings.list());
    }

    private boolean mayName(AgencyCode sender, String named) {
        return code(named).filter(body -> registry.answersFor(sender, body)).isPresent();
    }

    private static Optional<AgencyCode> code(String text) {
        try {
            return Optional.of(new AgencyCode(text));
        } catch (IllegalArgumentException notACode) {
            return Optional.empty();
        }
    }
}
