package vn.khoso.ingest.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import vn.khoso.schemas.tthc.Codes;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.Owner.OwnerType;
import vn.khoso.schemas.tthc.OwnerId;
import vn.khoso.schemas.tthc.PartialDate;

/**
 * Owners that do not exist. Personal numbers begin with 099 and tax codes with 99: no province has these, so that no number
 * is a living person's or a company's.
 */
final class DemoPeople {

    private static final List<String> FAMILIES = List.of(
            "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
            "Lý", "Đinh");
    private static final List<String> MIDDLES =
            List.of("Văn", "Thị", "Hữu", "Đức", "Ngọc", "Minh", "Thanh", "Xuân", "Quỳnh", "Thùy");
    private static final List<String> GIVENS = List.of(
            "An", "Ánh", "Bảo", "Bích", "Cường", "Diễm", "Đạt", "Giang", "Hạnh", "Hiếu", "Hòa", "Huệ", "Hưởng", "Khuê",
            "Lượng", "Mẫn", "Nghĩa", "Nhẫn", "Oanh", "Phượng", "Quyên", "Sỹ", "Thắng", "Thủy", "Tuyết", "Uyên", "Vững",
            "Ý", "Yến");
    private static final List<String> TRADES = List.of(
            "Xây dựng", "Thương mại", "Vận tải", "Thủy sản", "Nông nghiệp", "Dịch vụ", "Khai khoáng", "Tư vấn luật");

    private final RandomGenerator random;

    DemoPeople(RandomGenerator random) {
        this.random = random;
    }

    String name() {
        return pick(FAMILIES) + " " + pick(MIDDLES) + " " + pick(GIVENS);
    }

    /** A person who held the paper in this year; some have no number, and old papers name the old card. */
    Owner person(int issued) {
        int born = Math.min(issued, 1940 + random.nextInt(Math.max(1, issued - 1940)));
        int kind = random.nextInt(10);
        String name = name();
        if (kind == 0) {
            return new Owner(
                    OwnerType.CITIZEN,
                    Optional.empty(),
                    name,
                    Optional.of(born),
                    Optional.of(new PartialDate(Math.max(born, issued - 3) + "-05-14")),
                    Optional.of("Công an tỉnh"));
        }
        if (kind == 1 && issued < 2021) {
            return owner(OwnerType.CITIZEN, OwnerId.Type.LEGACY_CARD, "99" + digits(7), name, born);
        }
        if (kind == 2 && issued > 2005) {
            return owner(
                    OwnerType.FOREIGNER,
                    OwnerId.Type.PASSPORT,
                    "ZZ" + digits(7),
                    pick(List.of("Ana Ejemplo", "John Sample", "Lena Muster")),
                    born);
        }
        int century = (born / 100 - 19) * 2 + random.nextInt(2);
        return owner(
                OwnerType.CITIZEN,
                OwnerId.Type.PERSONAL,
                String.format(Locale.ROOT, "099%d%02d%s", century, born % 100, digits(6)),
                name,
                born);
    }

    Owner organisation() {
        String name = "Công ty TNHH " + pick(TRADES) + " " + pick(GIVENS) + " " + pick(GIVENS) + " (mẫu)";
        return new Owner(
                OwnerType.ORG, Optional.of(taxCode()), name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private OwnerId taxCode() {
        while (true) {
            String nine = "99" + digits(7);
            for (int check = 0; check < 10; check++) {
                OwnerId code = new OwnerId(OwnerId.Type.ORGANISATION, nine + check);
                if (Codes.taxCheckDigit(code)) {
                    return code;
                }
            }
        }
    }

    private static Owner owner(OwnerType type, OwnerId.Type idType, String number, String name, int born) {
        return new Owner(
                type,
                Optional.of(new OwnerId(idType, number)),
                name,
                Optional.of(born),
                Optional.empty(),
                Optional.empty());
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
