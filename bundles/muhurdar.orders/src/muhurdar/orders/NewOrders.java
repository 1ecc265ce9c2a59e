package muhurdar.orders;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Tx;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.Decision;
import muhurdar.domain.Holder;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.Refusal;

/** Enters one order: asks the rules, takes a number, stores. */
record NewOrders(Tx tx, OrderId id) {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

	Order renewal(CertificateId certificate, KeyType keyType, int months) {
		Certificate old = tx.certificates().get(certificate);
		Dossier dossier = reached(old);
		refuse(dossier.renewal(old, tx, months));
		return tx.orders().put(submit(OrderKind.RENEWAL, dossier.holder(), certificate, keyType));
	}

	Order replacement(CertificateId certificate, KeyType keyType, String because) {
		Certificate old = tx.certificates().get(certificate);
		Dossier dossier = reached(old);
		refuse(dossier.replacement(old, tx));
		return tx.orders().put(submit(OrderKind.REPLACEMENT, dossier.holder(), certificate, keyType).noted(because));
	}

	private Dossier reached(Certificate old) {
		Dossier dossier = Dossier.of(tx, old.holder());
		tx.me().mustReach(old.holder(), dossier.holder().institution(), tx.today());
		return dossier;
	}

	private static void refuse(Optional<Refusal> refusal) {
		if (refusal.isPresent()) {
			throw refusal.get();
		}
	}

	private Order submit(OrderKind kind, Holder holder, CertificateId replaces, KeyType keyType) {
		return Order.submit(id, tx.nextNumber(Tx.Series.S), kind, holder, replaces, keyType, onRecord(holder),
				new Decision(tx.me().id(), tx.now()));
	}

	/** E-Onay replaces the form. */
	private static @Nullable Consent onRecord(Holder holder) {
		LocalDate on = holder.consentOn();
		return on == null ? null : new Consent(ConsentKind.E_ONAY, on, "E-Onay " + DAY.format(on));
	}
}
