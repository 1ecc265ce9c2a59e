# Shared by the scripts of this folder; sourced, not run.

# need COMMAND-OR-FILE=PACKAGE …: installs what is missing with Debian's apt-get as root, else names the one command.
need() {
  missing=
  for pair in "$@"; do
    thing=${pair%%=*} package=${pair#*=}
    case "$thing" in
      /*) ls $thing >/dev/null 2>&1 || missing="$missing $package" ;;
      *) command -v "$thing" >/dev/null 2>&1 || missing="$missing $package" ;;
    esac
  done
  [ -n "$missing" ] || return 0
  missing=$(printf '%s\n' $missing | sort -u | tr '\n' ' ')
  if [ "$(id -u)" != 0 ]; then
    echo "Eksik paketler / packages are missing. Bir kez / once:  sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing" >&2
    exit 1
  fi
  echo "installing $missing"
  apt-get -qq -o DPkg::Lock::Timeout=300 update
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $missing >/dev/null
}

# Sets JAVA_HOME to a JDK of at least 21: the given one, else the newest in the usual places.
jdk() {
  best=0 best_home=
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/current "$HOME"/.jdks/*; do
    [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
    release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)
    release=${release:-0}
    if [ "$release" -ge 21 ] && [ "$release" -gt "$best" ]; then
      best=$release best_home=$home
      [ "$home" != "${JAVA_HOME:-}" ] || break
    fi
  done
  [ -n "$best_home" ] || { echo "A JDK of at least 21 is needed: set JAVA_HOME, or install one under /usr/lib/jvm." >&2; exit 1; }
  export JAVA_HOME="$best_home"
}

product_dir() { echo "$root/product/target/products/muhurdar.product/linux/gtk/x86_64"; }

# Builds the product without tests if it is missing or older than its sources.
build_if_needed() {
  stamp=$(product_dir)/artifacts.xml
  if [ ! -f "$stamp" ] || [ -n "$(find "$root/bundles" "$root/features" "$root/product" "$root/releng/muhurdar.target" "$root/pom.xml" \
      -name target -prune -o -name src_test -prune -o -type f -newer "$stamp" -print | head -1)" ]; then
    echo "building (log: target/build.log) …" >&2
    mkdir -p "$root/target"
    (cd "$root" && ./mvnw -DskipTests -pl '!releng/muhurdar.itest,!releng/muhurdar.uitest' verify >target/build.log 2>&1) \
      || { tail -40 "$root/target/build.log" >&2; echo "The build failed; the whole log is target/build.log." >&2; exit 1; }
    touch "$stamp"
  fi
}
