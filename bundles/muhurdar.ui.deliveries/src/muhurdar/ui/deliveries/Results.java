package muhurdar.ui.deliveries;

import java.util.ArrayList;
import java.util.List;

import muhurdar.api.RowResult;
import muhurdar.domain.Refusal;
import muhurdar.ui.Background;
import muhurdar.ui.Notice;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** One sentence for what became of several rows. */
final class Results {

	private Results() {
	}

	/** @param done takes how many went well */
	static Notice notice(List<? extends RowResult<?, ?>> results, String done) {
		List<Refusal> refused = new ArrayList<>();
		for (RowResult<?, ?> result : results) {
			Refusal no = result.refusal();
			if (no != null) {
				refused.add(no);
			}
		}
		String good = Texts.fill(done, results.size() - refused.size());
		return refused.isEmpty() ? new Notice(Tone.DONE, good, null, null)
				: new Notice(Tone.WAIT, good + " " + Texts.fill(Messages.Results_Refused, refused.size(),
						Background.sentence(refused.getFirst())), null, null);
	}
}
