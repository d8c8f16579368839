package vn.khoso.server.security.password;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Semaphore;

/**
 * Argon2id (RFC 9106) at 19 MiB, 2 passes, 1 lane: the floor OWASP names, some tens of milliseconds here. The parameters stand
 * in the hash, so they can be raised without harm to old ones.
 *
 * <p>At most four at a time: a flood of logins may cost 80 MiB of heap and no more.
 */
public final class PasswordHashing {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;

    private final Argon2Function function =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Semaphore atOnce = new Semaphore(4);
    private final String nobody = hash(Secrets.token());

    /** Encoded hash with parameters and a random salt. */
    public String hash(String password) {
        atOnce.acquireUninterruptibly();
        try {
            return Password.hash(password).addRandomSalt(16).with(function).getResult();
        } finally {
            atOnce.release();
        }
    }

    /** Whether the password is the one that was hashed; takes the same time for a wrong one. */
    public boolean matches(String password, String hash) {
        atOnce.acquireUninterruptibly();
        try {
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        } finally {
            atOnce.release();
        }
    }

    /** Spends the time of {@link #matches} for an account that does not exist, and is never true. */
    public boolean matchesNobody(String password) {
        return matches(password, nobody) && false;
    }
}
