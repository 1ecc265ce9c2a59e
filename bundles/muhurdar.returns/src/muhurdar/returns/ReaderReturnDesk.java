package muhurdar.returns;

import java.util.Objects;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.Bell;
import muhurdar.api.Page;
import muhurdar.api.ReaderReturns;
import muhurdar.api.ReturnRow;
import muhurdar.api.Topics;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Decision;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.ReaderReturn;
import muhurdar.domain.ReaderReturnId;
import muhurdar.domain.ReaderReturnState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.User;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;

/** Card readers with a fault, kept in the store. Officers report and see those of their own institution. */
@Component
public final class ReaderReturnDesk implements ReaderReturns {

	private final Store store;
	private final Bell bell;

	@Activate
	public ReaderReturnDesk(@Reference Store store, @Reference Bell bell) {
		this.store = store;
		this.bell = bell;
	}

	@Override
	public ReaderReturn report(InstitutionId institution, @Nullable HolderId holder, String model, String serialNumber,
			String fault, Actor by) {
		ReaderReturn reported = store.write(by, Right.REPORT_READER, serialNumber, tx -> {
			mustReach(tx, institution);
			tx.institutions().get(institution);
			if (holder != null && !tx.holders().get(holder).institution().equals(institution)) {
				throw new Refusal(Why.FIELD_INVALID, "holder", holder);
			}
			return tx.readerReturns().put(ReaderReturn.report(new ReaderReturnId(Uuid7.next(tx.now())),
					tx.nextNumber(Tx.Series.O), institution, holder, Words.needed("model", model),
					Words.needed("serialNumber", serialNumber), Words.needed("fault", fault),
					new Decision(by.user(), tx.now())));
		});
		bell.ring(Topics.READER_RETURN, reported.id());
		return reported;
	}

	@Override
	public ReaderReturn move(ReaderReturnId id, int version, ReaderReturnState to, @Nullable String note, Actor by) {
		ReaderReturn moved = store.write(by, Right.WORK_ON_RETURNS, id, tx -> {
			ReaderReturn present = tx.readerReturns().get(id, version);
			present.state().to(to);
			return tx.readerReturns()
					.put(present.to(to, new Decision(by.user(), tx.now()), Words.noteFor(to, note)));
		});
		bell.ring(Topics.READER_RETURN, id);
		return moved;
	}

	@Override
	public Page<ReturnRow> search(@Nullable ReaderReturnState state, int from, int size, Actor by) {
		return store.read(by, Right.SEE_RETURNS, tx -> tx.returnRows(state, scope(tx), from, size));
	}

	@Override
	public Optional<ReaderReturn> find(String number, Actor by) {
		return store.read(by, Right.SEE_RETURNS, tx -> {
			Optional<ReaderReturn> found = tx.readerReturnByNumber(number.strip());
			found.ifPresent(each -> mustReach(tx, each.institution()));
			return found;
		});
	}

	private static void mustReach(Tx tx, InstitutionId institution) {
		User me = tx.me();
		if (!me.seesAll() && !Objects.equals(institution, me.institutionOn(tx.today()))) {
			throw new Refusal(Why.NOT_YOURS);
		}
	}

	/** The one institution that the asker sees, null for all. */
	private static @Nullable InstitutionId scope(Tx tx) {
		if (tx.me().seesAll()) {
			return null;
		}
		InstitutionId own = tx.me().institutionOn(tx.today());
		if (own == null) {
			throw new Refusal(Why.NOT_YOURS);
		}
		return own;
	}
}
