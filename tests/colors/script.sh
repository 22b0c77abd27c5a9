#!/usr/bin/env bash
set -e
readonly BASE=/srv/notes
count=0
today=$(date +%F)
names=(web api "배치 작업")

usage() {
  echo "사용법: $0 <이름> [개수]" >&2
  exit 1
}

function clean {
  rm -rf "$BASE/tmp"
}

if [ -z "$1" ]; then
  usage
elif [ ! -d "$BASE" ]; then
  mkdir -p "$BASE"
else
  echo "있다: $BASE"
fi

for name in "${names[@]}"; do
  count=$((count + 1))
  printf '%s\n' "$name" >> "$BASE/$today.txt"
done

while read -r line; do
  case "$line" in
    start|begin) echo "시작" ;;
    stop)
      break
      ;;
    *) echo "모름: $line" ;;
  esac
done < input.txt

if [[ $count -gt 0 && $name =~ ^w ]]; then
  local_name=${name%.txt}
  echo "${local_name:-없음}"
fi

cat <<EOF > "$BASE/index.html"
<h1>$today</h1>
<p>파일 ${count}개, \$는 그대로, $(hostname)에서</p>
EOF

cat > plain.txt <<'END'
$여기는 $그대로 `쓴다`
END

trap clean EXIT
(cd "$BASE" && ls -al) | tee list.txt
diff <(sort a.txt) <(sort b.txt) || true
alias k='kubectl'
echo "끝났다" # 마지막
