package vn.khoso.server.problem;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The edge beyond which no bug travels: the caller learns a trace id, the log everything. */
@Provider
@Dependent
public class LastResortMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(LastResortMapper.class.getName());

    private final RequestTrace trace;

    @Inject
    public LastResortMapper(RequestTrace trace) {
        this.trace = trace;
    }

    @Override
    public Response toResponse(Throwable bug) {
        LOG.log(Level.SEVERE, bug, () -> "trace " + trace.id() + ": unexpected");
        return ProblemAnswers.answer(Problems.internal(), trace.id(), trace.accepted());
    }
}
