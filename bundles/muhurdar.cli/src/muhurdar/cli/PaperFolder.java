package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.nio.file.Path;
import java.util.Arrays;

import muhurdar.api.Paper;

/** The folder that printed papers are put into. A reprint takes the place of the file before it. */
final class PaperFolder {

	private final Path folder;

	PaperFolder(Path folder) {
		this.folder = folder;
	}

	/** Writes them and shows which copies they are. */
	void take(Output output, Paper... papers) {
		output.rows(Arrays.stream(papers)
				.map(paper -> row("file", written(paper), "copy", paper.copy())).toList());
	}

	private Path written(Paper paper) {
		Path file = folder.resolve(paper.name());
		OutFile.writeIntoFolder(file, paper.pdf().toArray());
		return file;
	}
}
