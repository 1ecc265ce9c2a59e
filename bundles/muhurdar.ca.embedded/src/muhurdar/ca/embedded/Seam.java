package muhurdar.ca.embedded;

/** Where tests of this package make the CA fail. */
@FunctionalInterface
interface Seam {

	Seam NONE = step -> {
	};

	enum Step {
		BEFORE_LOG, AFTER_LOG, BEFORE_PUBLICATION
	}

	void at(Step step);
}
