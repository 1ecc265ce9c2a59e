/*
 * A PKCS#11 module for the proof releng/pkcs11 only: SoftHSM2 with the moods of vendors' modules. Built by that script.
 *
 *   PICKY=null     C_Initialize with arguments is CKR_ARGUMENTS_BAD
 *   PICKY=single   two calls at the same time are CKR_GENERAL_ERROR from then on
 *   PICKY=slow     a key pair takes 3 s
 *   PICKY=crash    C_Initialize crashes
 *   PICKY=late     the token with the label "late" comes when there is a file $PICKY_FILE
 */
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong;
typedef ulong (*function)(ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong);

enum { INITIALIZE = 0, GET_SLOT_INFO = 5, GET_TOKEN_INFO = 6, GENERATE_KEY_PAIR = 59, FUNCTIONS = 68 };

static void *theirs[1 + FUNCTIONS], *ours[1 + FUNCTIONS]; /* version, aligned, and the functions */
static atomic_int inside, together;

static int is(const char *mood) {
	const char *set = getenv("PICKY");
	return set != NULL && strcmp(set, mood) == 0;
}

static int late(ulong slot) {
	char info[512];
	return access(getenv("PICKY_FILE"), F_OK) != 0 && ((function) theirs[1 + GET_TOKEN_INFO])(slot, (ulong) info, 0, 0, 0, 0, 0, 0) == 0
		&& memcmp(info, "late ", 5) == 0;
}

static ulong pass(int n, ulong a, ulong b, ulong c, ulong d, ulong e, ulong f, ulong g, ulong h) {
	ulong value;
	if (atomic_fetch_add(&inside, 1) > 0) together = 1;
	if (n == GENERATE_KEY_PAIR) usleep(is("slow") ? 3000000 : 50000); /* as long as it takes the others to come */
	value = ((function) theirs[1 + n])(a, b, c, d, e, f, g, h);
	if (n == GET_SLOT_INFO && value == 0 && is("late") && late(a)) *(ulong *) (b + 96) &= ~1UL; /* CKF_TOKEN_PRESENT */
	atomic_fetch_sub(&inside, 1);
	return together && is("single") ? 5 : value;
}

#define PASS(n) static ulong f##n(ulong a, ulong b, ulong c, ulong d, ulong e, ulong f, ulong g, ulong h) { return pass(n, a, b, c, d, e, f, g, h); }
#define EACH(X) X(4) X(5) X(6) X(9) X(10) X(11) X(12) X(14) X(18) X(19) X(20) X(24) X(26) X(27) X(28) X(42) X(43) X(59)
EACH(PASS)

static ulong initialize(void *arguments) {
	if (is("crash")) abort();
	if (is("null") && arguments != NULL) return 7;
	return ((ulong (*)(void *)) theirs[1 + INITIALIZE])(arguments);
}

ulong C_GetFunctionList(void **list) {
	void *softhsm = dlopen(getenv("SOFTHSM2"), RTLD_NOW);
	void **real;
	if (softhsm == NULL || ((ulong (*)(void **)) dlsym(softhsm, "C_GetFunctionList"))((void **) &real) != 0) return 5;
	memcpy(theirs, real, sizeof theirs);
	memcpy(ours, real, sizeof ours);
	ours[1 + INITIALIZE] = (void *) initialize;
#define OURS(n) ours[1 + n] = (void *) f##n;
	EACH(OURS)
	*list = ours;
	return 0;
}
