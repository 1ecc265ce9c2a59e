package muhurdar.ui.deliveries;

import org.eclipse.swt.widgets.Shell;

import muhurdar.api.Cards;
import muhurdar.api.PackableRow;
import muhurdar.domain.Card;
import muhurdar.ui.Desk;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Texts;

/** A finished card that cannot be used: it takes a reason and the end of its number, typed. */
final class SpoilForm {

	private SpoilForm() {
	}

	/** @param then after it was spoiled, in the display thread */
	static void open(Desk desk, Cards cards, Shell shell, PackableRow row, Runnable then) {
		FormDialog.<Card>open(desk, shell, new FormDialog.About("packing.spoil.form", Messages.Spoil_Title,
				Messages.Spoil_Explained, Messages.Spoil_Do, true), form -> {
					form.fact(Messages.Column_Envelope, "%04d".formatted(row.envelope()));
					form.fact(Messages.Column_Name, row.name());
					var reason = form.note("reason", Messages.Spoil_Reason);
					form.lastFour(row.chip().shown());
					return () -> cards.spoil(row.chip(), reason.value(), desk.actor());
				}, spoiled -> {
					then.run();
					desk.done(Texts.fill(Messages.Spoil_Done, spoiled.serial().shown(), row.name()));
					desk.watch().lookNow();
				});
	}
}
