#!/bin/sh
# Verifies this bundle, then loads its images into containerd or pushes them to a registry.
#
#   ./load.sh --check --key PUBLIC.pem          verifies, and does nothing else
#   ./load.sh --key PUBLIC.pem                  verifies, and loads into containerd of this machine (namespace k8s.io)
#   ./load.sh --key PUBLIC.pem --registry HOST/PATH
#                                               verifies, and pushes to HOST/PATH/nianbao-… of a registry
#
# PUBLIC.pem is the publisher's SM2 key, which must have come by another way than the bundle. Instead of --key, --unsigned
# goes on without knowing who made the bundle. --plain-http is for a registry without TLS.
#
# Exit status: 0 done · 1 the bundle is not what was published · 2 something is missing or misspelt.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")"

altered() {
  echo "load.sh: $1" >&2
  echo "$2请不要安装，重新取得安装包后再核验。" >&2
  exit 1
}
refuse() {
  echo "load.sh: $1" >&2
  echo "$2" >&2
  exit 2
}

check_only= key= unsigned= registry= tls=true
while [ $# -gt 0 ]; do
  case $1 in
    --check) check_only=1 ;;
    --unsigned) unsigned=1 ;;
    --plain-http) tls=false ;;
    --key | --registry)
      [ $# -ge 2 ] || refuse "$1: got nothing, want a value" "请在 $1 后写明取值。"
      if [ "$1" = --key ]; then key=$2; else registry=${2%/}; fi
      shift
      ;;
    --help)
      sed -n '2,/^set -eu/p' "$0" | sed -n 's/^# \{0,1\}//p'
      exit 0
      ;;
    *) refuse "$1: not an option" "用 ./load.sh --help 查看用法。" ;;
  esac
  shift
done
[ -n "$key" ] || [ -n "$unsigned" ] ||
  refuse "got neither --key nor --unsigned, want one of them" "请用 --key 指定发布方的 SM2 公钥文件（应另行取得，不能取自安装包）；确实没有公钥时用 --unsigned，这样不能知道安装包由谁制作。"
[ -z "$key" ] || [ -z "$unsigned" ] ||
  refuse "got both --key and --unsigned, want one of them" "--key 与 --unsigned 只能用其中一个。"

# Who made it: the signature is over the list of SM3 digests, which covers every other file.
if [ -n "$key" ]; then
  command -v openssl >/dev/null || refuse "openssl is missing" "核验签名需要 OpenSSL 1.1.1 或更新版本，请先安装。"
  [ -r "$key" ] || refuse "$key: cannot be read" "读不到公钥文件 $key。"
  openssl pkey -pubin -in "$key" -noout 2>/dev/null || refuse "$key: got something else, want a public key in PEM" "$key 不是 PEM 格式的公钥文件。"
  [ -f checksums.sm3.sig ] || altered "checksums.sm3.sig is missing: the bundle is not signed" "安装包没有签名。"
  openssl pkeyutl -verify -pubin -inkey "$key" -rawin -digest sm3 -pkeyopt distid:1234567812345678 \
    -in checksums.sm3 -sigfile checksums.sm3.sig >/dev/null 2>&1 ||
    altered "checksums.sm3.sig: does not fit checksums.sm3 and this key" "签名与校验清单或公钥不符。"
  echo "签名：相符"
else
  echo "签名：未核验（--unsigned），不能知道安装包由谁制作"
fi

# Every file is as it was, and none was added. The lists hold "DIGEST  FILE" lines.
[ -f checksums.sm3 ] && [ -f checksums.sha256 ] || altered "checksums.sm3 or checksums.sha256 is missing" "校验清单不全。"
listed=$(cut -d' ' -f3- checksums.sm3 | sort)
present=$(find . -type f ! -name checksums.sm3 ! -name checksums.sm3.sig | sed 's,^\./,,' | sort)
[ "$(find . -type l)" = "" ] || altered "$(find . -type l | head -n 1): a link, want files and folders" "安装包中混入了链接文件。"
if [ "$listed" != "$present" ]; then
  printf '%s\n' "$listed" "$present" | sort | uniq -u >&2
  altered "the files above are missing or were added" "以上文件缺失，或不属于安装包。"
fi
differs() { # NAME WANTED GOT
  [ "$2" = "$3" ] && return
  printf '%s\n' "$2" "$3" | sort | uniq -u | cut -d' ' -f3- | sort -u >&2
  altered "$1: the files above are not as published" "以上文件与校验清单不符。"
}
if command -v openssl >/dev/null && openssl dgst -sm3 /dev/null >/dev/null 2>&1; then
  differs checksums.sm3 "$(cat checksums.sm3)" "$(cut -d' ' -f3- checksums.sm3 | xargs openssl dgst -sm3 -r | sed 's/ \*/  /')"
  echo "SM3：$(printf '%s\n' "$listed" | wc -l | tr -d ' ') 个文件全部相符"
else
  echo "SM3：未核验，本机的 OpenSSL 没有 SM3"
fi
differs checksums.sha256 "$(cat checksums.sha256)" "$(cut -d' ' -f3- checksums.sha256 | xargs sha256sum)"
echo "SHA-256：$(wc -l <checksums.sha256 | tr -d ' ') 个文件全部相符"
[ -z "$check_only" ] || exit 0

machine=$(uname -m | sed 's/^x86_64$/amd64/; s/^aarch64$/arm64/')
if [ -z "$registry" ]; then
  [ "$machine" = "$(cat architecture)" ] ||
    refuse "this machine is $machine, the images are for $(cat architecture)" "安装包的体系结构与本机不符，请取用 $machine 的安装包。"
  command -v ctr >/dev/null ||
    refuse "ctr is missing, and no --registry is given" "本机没有 containerd 的 ctr。请在各节点上运行本脚本，或用 --registry 推送到镜像仓库。"
  ctr -n k8s.io images import images.oci.tar
  cut -d' ' -f2 digests.txt | sed 's/^/已载入 /'
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if command -v skopeo >/dev/null; then
  push() { skopeo copy --quiet --preserve-digests --dest-tls-verify=$tls --digestfile "$work/digest" "oci-archive:images.oci.tar:$1" "docker://$2"; }
elif command -v buildah >/dev/null; then
  push() {
    image=$(buildah pull --quiet "oci-archive:images.oci.tar:$1") &&
      buildah push --quiet --tls-verify=$tls --digestfile "$work/digest" "$image" "docker://$2" &&
      buildah rmi "$image" >/dev/null
  }
else
  refuse "neither skopeo nor buildah is there" "推送到镜像仓库需要 skopeo 或 buildah，请先安装其中一个。"
fi
while read -r digest name; do
  push "$name" "$registry/${name##*/}" </dev/null ||
    refuse "$registry/${name##*/}: could not be pushed" "没有推送成功。请检查仓库地址、登录（skopeo login 或 buildah login）和证书，然后重新运行；已推送的不会重复占用空间。"
  echo "已推送 $registry/${name##*/}@$(cat "$work/digest")"
  [ "$(cat "$work/digest")" = "$digest" ] || echo "  摘要与 digests.txt 不同：buildah 重新压缩了镜像，内容未变。skopeo 保留原摘要。"
done <digests.txt
