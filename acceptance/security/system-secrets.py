"""Reads what an operating system keeps from its users."""
from evidence import *

for path in [
    "/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/etc/machine-id", "/etc/ssh/ssh_host_ed25519_key",
    "/etc/ssh/ssh_host_rsa_key", "/etc/krb5.keytab", "/etc/environment", "/etc/fstab", "/etc/crontab",
    "/etc/docker/daemon.json", "/var/run/secrets/kubernetes.io/serviceaccount/token", "/boot/grub/grub.cfg",
    "/etc/pip.conf", "/etc/npmrc", "/etc/ssl/private",
]:
    look(f"read {path}", lambda: os.listdir(path) if os.path.isdir(path) else read(path))
for folder in ["/root", "/home", "/mnt", "/media", "/srv", "/boot", "/var/log", "/var/lib", "/run", "/sys", "/lost+found"]:
    look(
        f"list {folder}",
        lambda: [
            it for it in os.listdir(folder)
            # A toolchain in a home is bound where it is; of the home there is nothing else.
            if not (folder, it) == ("/home", "user")
            and not any(prefix.startswith(f"{folder}/{it}/") for prefix in (sys.prefix, sys.base_prefix))
        ],
    )
accounts = {line.split(b":")[0] for line in read("/etc/passwd").splitlines()}
require("no accounts of the host", accounts <= {b"root", b"user", b"nobody"}, accounts)
