package muhurdar.store.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.Page;
import muhurdar.domain.CardId;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;

/** Certificates, and what the certificates' list shows. */
final class CertificateRows extends Table<CertificateId, Certificate> {

	static final Kind<CertificateId, Certificate> CERTIFICATE = new Kind<>("certificate", Certificate.class, "t.id");
	static final Kind<StatusRequestId, StatusRequest> STATUS_REQUEST = new Kind<>("status_request", StatusRequest.class,
			"t.received_at, t.id");

	private static final String BY_CODE = "select id from certificate where serial_number = ?"
			+ " union select x.id from certificate x join holder y on y.id = x.holder_id where y.identity_no = ?"
			+ " union select x.id from certificate x join card z on z.id = x.card_id where z.serial = ?"
			+ " union select x.id from certificate x join card z on z.id = x.card_id where z.shown = ?";

	CertificateRows(Work work) {
		super(work, CERTIFICATE);
	}

	Optional<Certificate> bySerial(String serialNumber) {
		return first("where t.serial_number = ?", serialNumber);
	}

	List<Certificate> of(HolderId holder) {
		return list("where t.holder_id = ? order by t.not_before desc, t.id desc", holder);
	}

	Optional<Certificate> ofCard(CardId card) {
		return first("where t.card_id = ? order by case when t.state = 'CA_REFUSED' then 1 else 0 end, t.id desc", card);
	}

	List<Certificate> in(CertificateState state) {
		return list("where t.state = ? order by t.id", state);
	}

	List<Certificate> ofDeadCards() {
		return list("join card k on k.id = t.card_id where t.state in ('SUSPENDED', 'ISSUED')"
				+ " and k.state in ('SPOILED', 'LOST', 'KILLED', 'DESTROYED') order by t.id");
	}

	List<Certificate> replaced() {
		return list("where t.state = 'SUSPENDED' and exists (select 1 from orders o join card k on k.order_id = o.id"
				+ " join shipment s on s.live_card = k.id where o.replaces_id = t.id and o.kind = 'REPLACEMENT'"
				+ " and s.state = 'DELIVERED') order by t.id");
	}

	Page<CertificateRow> rows(CertificateQuery query, @Nullable InstitutionId scope, @Nullable HolderId own, int from, int size) {
		Where where = new Where().andIf(query.state(), "c.state = ?").andIf(query.institution(), "h.institution_id = ?");
		if (scope != null && own != null) {
			where.and("(h.institution_id = ? or h.id = ?)", scope, own);
		} else {
			where.andIf(scope, "h.institution_id = ?").andIf(own, "h.id = ?");
		}
		String text = query.text();
		if (text != null && Searched.isCode(text)) {
			Searched.byCode(where, "c.id", BY_CODE, text);
		} else if (text != null) {
			Searched.byName(where, text);
		}
		boolean peopleMatter = where.toString().contains("h.");
		return work.sql().page(this::row,
				CERTIFICATE.mapping().select("c") + ", " + HolderRows.HOLDER.mapping().select("h") + ", i.name, k.serial,"
						+ " exists (select 1 from shipment s where s.live_card = c.card_id and s.state = 'DELIVERED')",
				"holder h join certificate c on c.holder_id = h.id join institution i on i.id = h.institution_id"
						+ " left join card k on k.id = c.card_id",
				peopleMatter ? "holder h join certificate c on c.holder_id = h.id" : "certificate c", where,
				"h.sort_key, h.id, c.not_before desc, c.id", from, size);
	}

	private CertificateRow row(Row row) throws SQLException {
		Certificate certificate = CERTIFICATE.mapping().read(row);
		Holder holder = HolderRows.HOLDER.mapping().read(row);
		String institution = row.text();
		String chip = row.next(String.class);
		return new CertificateRow(certificate, holder.fullName(), holder.maskedIdentityNo(), institution,
				chip == null ? null : new ChipSerial(chip), certificate.inForce(work.now()), row.flag());
	}
}
