package muhurdar.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
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
import muhurdar.domain.Sighting;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;

/** Certificates, and what the certificates' list shows. */
final class CertificateRows extends Table<CertificateId, Certificate> {

	static final Kind<CertificateId, Certificate> CERTIFICATE = new Kind<>("certificate", Certificate.class, "t.id");
	static final Kind<StatusRequestId, StatusRequest> STATUS_REQUEST = new Kind<>("status_request", StatusRequest.class,
			"t.received_at, t.id");

	static final Mapping<Sighting> SIGHTING = new Mapping<>(Sighting.class);

	static final String OF_INSTITUTION = "c.holder_id in (select id from holder where institution_id = ?)";

	private static final String BY_CODE = "select id from certificate where serial_number = ?"
			+ " union select x.id from certificate x join holder y on y.id = x.holder_id where y.identity_no = ?"
			+ " union select x.id from certificate x join card z on z.id = x.card_id where z.serial = ?"
			+ " union select x.id from certificate x join card z on z.id = x.card_id where z.shown = ?";

	CertificateRows(Work work) {
		super(work, CERTIFICATE);
	}

	@Override
	public Certificate put(Certificate changed) {
		Certificate certificate = super.put(changed);
		if (changed.version() == 0) {
			work.sql().update("update certificate set sort_key = (select h.sort_key from holder h where h.id = holder_id)"
					+ " where id = ?", certificate.id());
		}
		return certificate;
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
		return list("where t.card_id in (select id from card where state in ('SPOILED', 'LOST', 'KILLED', 'DESTROYED'))"
				+ " and t.state in ('SUSPENDED', 'ISSUED') order by t.id");
	}

	List<Certificate> heldBefore(Instant since) {
		return list("where t.state = 'SUSPENDED' and t.hold_since < ? order by t.hold_since, t.id", since);
	}

	List<Certificate> replaced() {
		return list("where t.state = 'SUSPENDED' and exists (select 1 from orders o join card k on k.order_id = o.id"
				+ " join shipment s on s.live_card = k.id where o.replaces_id = t.id and o.kind = 'REPLACEMENT'"
				+ " and s.state = 'DELIVERED') order by t.id");
	}

	void saw(Sighting sighting) {
		work.mustWrite();
		List<String> columns = SIGHTING.columns();
		work.sql().update("insert into sighting (" + String.join(", ", columns) + ") values ("
				+ String.join(", ", Collections.nCopies(columns.size(), "?")) + ")", SIGHTING.values(sighting).toArray());
	}

	List<Sighting> sightings(CertificateId certificate) {
		return work.sql().list(SIGHTING::read, "select " + SIGHTING.select("t")
				+ " from sighting t join status_request r on r.id = t.request_id where r.certificate_id = ?"
				+ " order by t.evidence_at desc, t.evidence_source", certificate);
	}

	Page<CertificateRow> rows(CertificateQuery query, @Nullable InstitutionId scope, @Nullable HolderId own,
			int from, int size) {
		Where where = new Where().andIf(query.state(), "c.state = ?").andIf(query.institution(), OF_INSTITUTION);
		if (scope != null && own != null) {
			where.and("(" + OF_INSTITUTION + " or c.holder_id = ?)", scope, own);
		} else {
			where.andIf(scope, OF_INSTITUTION).andIf(own, "c.holder_id = ?");
		}
		Searched.by(where, "c", BY_CODE, query.text());
		return work.sql().page(this::row,
				CERTIFICATE.mapping().select("c") + ", " + HolderRows.HOLDER.mapping().select("h") + ", i.name, k.serial,"
						+ " exists (select 1 from shipment s where s.live_card = c.card_id and s.state = 'DELIVERED')",
				"certificate c", " join holder h on h.id = c.holder_id join institution i on i.id = h.institution_id"
						+ " left join card k on k.id = c.card_id",
				where, "c.sort_key, c.id", from, size);
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
