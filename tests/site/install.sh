# What the tests in a browser need, for other scripts to read in: Chromium, Java unless `quick=yes`, and the packages of
# `package-lock.json`. Sets CHROMIUM. What is missing is installed (Debian, Ubuntu), so that a new machine can run them.
site=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else echo "tests: cannot install without root or sudo: $*" >&2; return 1
  fi
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  return 1
}

missing=()
# Liberation: without any font a page has no text to measure.
find_chromium >/dev/null || missing+=(chromium fonts-liberation)
# `java -version` and not `command -v`: macOS has a stub that only asks to install.
[ "$quick" = yes ] || java -version >/dev/null 2>&1 || missing+=(default-jre-headless)
if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    echo "tests: please install: ${missing[*]}" >&2
    exit 3
  fi
  # A foreign source that cannot be reached is no reason to stop: the installation will tell.
  as_root apt-get update -qq || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null </dev/null
fi
CHROMIUM=$(find_chromium)
export CHROMIUM

# Installed anew only when the lock file changed. No install scripts: vnu-jar's would fetch a Java of its own.
if ! cmp -s "$site/package-lock.json" "$site/node_modules/.installed"; then
  (cd "$site" && npm ci --ignore-scripts --no-audit --no-fund --update-notifier=false --loglevel=error)
  cp "$site/package-lock.json" "$site/node_modules/.installed"
fi
