package vn.khoso.server.problem;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import vn.khoso.preservation.fault.ArchiveFault;

/** One of the two places where faults of the archive are caught (the other is the ingest worker). */
@Provider
@Dependent
public class FaultMapper implements ExceptionMapper<ArchiveFault> {

    private static final Logger LOG = Logger.getLogger(FaultMapper.class.getName());

    private final RequestTrace trace;

    @Inject
    public FaultMapper(RequestTrace trace) {
        this.trace = trace;
    }

    @Override
    public Response toResponse(ArchiveFault fault) {
        LOG.log(Level.WARNING, fault, () -> "trace " + trace.id() + ": " + fault.getMessage());
        return ProblemAnswers.answer(Problems.ofFault(fault, trace.asked()), trace.id(), trace.accepted());
    }
}
