package vn.khoso.deploy.verify;

import java.security.cert.X509Certificate;
import java.util.List;

/** One time stamp over one document. */
record StampCheck(List<X509Certificate> anchors, Report report) {

    void check(String vi, String en, byte[] document, byte[] reply) {
        try {
            TimeStampReply stamp = TimeStampReply.verified(reply, document, anchors);
            String by = stamp.at() + " - " + stamp.signer().getSubjectX500Principal();
            if (!anchors.isEmpty()) {
                report.check(
                        stamp.signature().trusted(stamp.signer(), anchors, stamp.at()),
                        "Dấu thời gian của " + vi + " thuộc chứng thư đã cho: " + by,
                        "The time stamp of " + en + " is by the given certificates: " + by,
                        "Dấu thời gian của " + vi + " không thuộc chứng thư đã cho: " + by,
                        "The time stamp of " + en + " is not by the given certificates: " + by);
            } else {
                report.remark(
                        "Dấu thời gian của " + vi + " toàn vẹn, nhưng chưa đối chiếu chứng thư: " + by,
                        "The time stamp of " + en + " is whole, and no certificates were given to hold it against: "
                                + by);
            }
            if (stamp.test()) {
                report.remark(
                        "Dấu thời gian của " + vi + " do bộ phận THỬ NGHIỆM của kho cấp: KHÔNG chứng minh thời điểm",
                        "The time stamp of " + en + " is by the archive's UNTRUSTED TEST authority: it proves NO time");
            }
        } catch (IllegalArgumentException | ArithmeticException bad) {
            report.fails(
                    "Dấu thời gian của " + vi + " không đúng",
                    "The time stamp of " + en + " does not hold: " + bad.getMessage());
        }
    }
}
