package vn.khoso.schemas.oais;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which function of the OAIS reference model (ISO 14721:2012, section 4.1.1) a package serves.
 *
 * <p>Every {@code package-info} carries one; the OAIS map and the ISO 16363 index are printed from it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
public @interface OaisFunction {

    /** The functional entity. */
    OaisEntity entity();

    /** The function inside the entity, in the words of ISO 14721, for example {@code "Receive Submission"}. */
    String function();

    /** ISO 16363 metrics for which the package gives evidence, for example {@code "4.1.5"}; may be empty. */
    String[] evidence() default {};
}
