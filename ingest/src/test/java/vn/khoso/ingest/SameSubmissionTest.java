package vn.khoso.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.testing.Bag;
import vn.khoso.ingest.testing.IngestHouse;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.submission.Acceptance;
import vn.khoso.schemas.submission.Delivery;
import vn.khoso.schemas.submission.Lane;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.Submission.State;
import vn.khoso.schemas.submission.SubmissionFilter;

/** The same thing sent twice is one thing (F-18). */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SameSubmissionTest {

    @TempDir
    Path folder;

    private static Acceptance send(IngestHouse house, byte[] bytes, String key) {
        Delivery delivery = new Delivery("a.zip", OptionalLong.of(bytes.length), Optional.of(key), Lane.INTERACTIVE);
        return house.submissions.accept(new ByteArrayInputStream(bytes), delivery, IngestHouse.DEPOSITOR);
    }

    @Test
    void fifty_threads_with_one_key_get_fifty_equal_answers_and_one_aip() throws Exception {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            byte[] zip = Bag.good(1).zip();
            Set<SipId> answers = new HashSet<>();
            Submission one = null;
            try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
                List<Future<Acceptance>> futures = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    Callable<Acceptance> call = () -> send(house, zip, "khoa-1");
                    futures.add(threads.submit(call));
                }
                for (Future<Acceptance> future : futures) {
                    one = ((Acceptance.Accepted) future.get()).submission();
                    answers.add(one.id());
                }
            }
            assertThat(answers).hasSize(1);
            assertThat(house.end(java.util.Objects.requireNonNull(one)).state()).isEqualTo(State.ARCHIVED);
            assertThat(house.catalogue.packagesAfter(Optional.empty(), 10)).hasSize(1);
            assertThat(house.staged()).isEmpty();
        }
    }

    @Test
    void the_same_key_with_other_bytes_is_refused_at_the_door() {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            Submission first = ((Acceptance.Accepted) send(house, Bag.good(2).zip(), "khoa-2")).submission();
            assertThat(send(house, Bag.good(3).zip(), "khoa-2")).isInstanceOf(Acceptance.KeyUsedForOtherBytes.class);
            assertThat(house.end(first).state()).isEqualTo(State.ARCHIVED);
        }
    }

    @Test
    void the_same_result_again_is_refused_as_a_duplicate() {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            byte[] zip = Bag.good(4).zip();
            assertThat(house.through(zip).state()).isEqualTo(State.ARCHIVED);
            Submission again = house.through(zip);
            assertThat(IngestHouse.codes(again)).containsExactly("METADATA_DUPLICATE_RESULT");
            assertThat(again.state()).isEqualTo(State.REFUSED);
        }
    }

    @Test
    void of_eight_deliveries_of_one_paper_at_once_without_a_key_one_is_kept() {
        try (IngestHouse house = IngestHouse.in(folder)) {
            byte[] zip = Bag.good(6).zip();
            List<Submission> handed = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                handed.add(house.hand(zip));
            }
            house.started();
            assertThat(handed.stream().map(house::end).filter(one -> one.state() == State.ARCHIVED))
                    .hasSize(1);
            assertThat(house.catalogue.packagesAfter(Optional.empty(), 10)).hasSize(1);
        }
    }

    @Test
    void a_depositor_sees_only_what_its_own_agency_sent() {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            Submission mine = house.through(Bag.good(5).zip());
            Requester other = IngestHouse.depositor("so-tu-phap", "H56.14");
            assertThat(house.submissions.find(mine.id(), other)).isEmpty();
            assertThat(house.submissions.page(SubmissionFilter.ALL, Optional.empty(), 10, other))
                    .isEmpty();
            assertThat(house.submissions.page(SubmissionFilter.ALL, Optional.empty(), 10, IngestHouse.DEPOSITOR))
                    .extracting(Submission::id)
                    .containsExactly(mine.id());
            assertThat(house.submissions.find(mine.id(), Requester.ANONYMOUS)).isEmpty();
        }
    }
}
