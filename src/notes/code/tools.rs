//! The programs that notes type, as data: which first arguments make them a command rather than a
//! word of prose. Knows nothing of bullets or Markdown; `command` asks it and `notesite.toml`
//! extends it.

/// What must follow a program's name before the line counts as a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// One of the sub-commands below, or an option: `docker ps`, never `docker daemon`.
    Sub,
    /// Any argument that is no prose: `mkdir logs`.
    Argument,
    /// The name is an English word or a product's name: an option, a path, a quotation or a
    /// redirection must follow.
    Evidence,
    /// The name alone is a command: `pwd`.
    Nothing,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Tool {
    /// The name as typed.
    pub name: &'static str,
    /// What must follow.
    pub need: Need,
    /// Sub-commands that stand for themselves: `docker ps`.
    pub subs: &'static str,
    /// Sub-commands that want another word: `docker image ls`. Alone they are the name of a thing.
    pub groups: &'static str,
}

const fn sub(name: &'static str, subs: &'static str, groups: &'static str) -> Tool {
    Tool {
        name,
        need: Need::Sub,
        subs,
        groups,
    }
}

/// Programs with sub-commands, as their own `help` lists them.
pub const TOOLS: &[Tool] = &[
    sub(
        "docker",
        "attach build commit cp create diff events exec export history images import info inspect \
        kill load login logout logs pause port ps pull push rename restart rm rmi run save search \
        start stats stop tag top unpause update version wait",
        "image container network volume compose buildx builder system context config secret \
        service stack swarm node plugin manifest scout",
    ),
    sub(
        "docker-compose",
        "build config create down events exec images kill logs ls pause port ps pull push restart \
        rm run scale start stop top unpause up version watch",
        "",
    ),
    sub(
        "podman",
        "build exec images info inspect kill load login logs ps pull push restart rm rmi run save \
        start stats stop tag version",
        "image container network volume pod machine compose",
    ),
    sub(
        "nerdctl",
        "build exec images info inspect kill load login logs ps pull push restart rm rmi run save \
        start stop tag",
        "image container network volume compose",
    ),
    sub(
        "crictl",
        "exec images info inspect inspecti logs pods ps pull rm rmi rmp stats stopp version",
        "",
    ),
    sub(
        "ctr",
        "version",
        "image images container containers task tasks namespace namespaces",
    ),
    sub(
        "kubectl",
        "annotate api-resources api-versions apply attach autoscale cluster-info completion cordon \
        cp create debug delete describe diff drain edit exec explain expose get kustomize label \
        logs options patch port-forward proxy replace run scale taint top uncordon version wait",
        "auth certificate config rollout set alpha plugin argo krew ctx ns",
    ),
    sub(
        "k",
        "apply create delete describe edit exec get logs port-forward run scale top",
        "config rollout set",
    ),
    sub(
        "helm",
        "completion create env fetch get history init install lint list ls package pull push \
        rollback search show status template test uninstall upgrade verify version delete",
        "dependency dep plugin registry repo",
    ),
    sub(
        "minikube",
        "dashboard delete docker-env ip logs pause service ssh start status stop tunnel version",
        "addons image node profile config kubectl",
    ),
    sub("kind", "version", "create delete get load export build"),
    sub("k3d", "version", "cluster node image kubeconfig registry"),
    sub("k9s", "", ""),
    sub(
        "kubeadm",
        "init join reset version",
        "token config certs upgrade",
    ),
    sub("kustomize", "build create version", "edit"),
    sub(
        "argocd",
        "login logout version",
        "app cluster repo account proj",
    ),
    sub(
        "istioctl",
        "analyze install version",
        "proxy-config dashboard",
    ),
    sub(
        "eksctl",
        "info version",
        "create delete get scale upgrade utils drain",
    ),
    sub(
        "aws",
        "configure",
        "acm apigateway athena autoscaling cloudformation cloudfront cloudwatch codebuild \
        codepipeline cognito-idp dynamodb ec2 ecr ecs efs eks elasticache elb elbv2 emr events \
        glue iam kafka kinesis kms lambda logs rds redshift route53 s3 s3api secretsmanager ses \
        sns sqs ssm sso sts",
    ),
    sub(
        "gcloud",
        "init info version",
        "auth compute config container projects run iam services components builds artifacts \
        functions",
    ),
    sub("gsutil", "cat cp ls mb mv rb rm rsync", ""),
    sub(
        "az",
        "login logout version",
        "account acr aks group network storage vm webapp functionapp",
    ),
    sub("doctl", "", "auth compute kubernetes registry"),
    sub(
        "terraform",
        "apply console destroy fmt force-unlock get graph import init login output plan refresh \
        show taint test untaint validate version",
        "state workspace providers",
    ),
    sub(
        "tofu",
        "apply console destroy fmt get graph import init output plan refresh show validate version",
        "state workspace",
    ),
    sub("pulumi", "up destroy preview refresh", "stack config"),
    sub("ansible-galaxy", "init install list", "role collection"),
    sub("ansible-vault", "create decrypt edit encrypt view", ""),
    sub(
        "vagrant",
        "destroy halt init provision reload resume ssh status suspend up",
        "box plugin snapshot",
    ),
    sub(
        "vault",
        "delete login read server status unseal write",
        "auth kv operator policy secrets token",
    ),
    sub("consul", "agent join members reload", "kv"),
    sub("packer", "build fmt init validate", ""),
    sub("heroku", "create login logs open ps run", ""),
    sub("vercel", "deploy dev login", "env"),
    sub("netlify", "deploy dev init login", ""),
    sub("firebase", "deploy init login serve", "emulators"),
    sub(
        "git",
        "add am apply archive bisect blame branch checkout cherry-pick clean clone commit config \
        describe diff fetch format-patch gc grep init log merge mv pull push rebase reflog reset \
        restore revert rm shortlog show stash status switch tag rev-parse rev-list ls-files \
        ls-tree cat-file hash-object filter-branch update-index",
        "remote submodule worktree notes lfs flow bundle",
    ),
    sub(
        "gh",
        "browse status",
        "api auth gist issue pr release repo run secret workflow",
    ),
    sub("glab", "", "auth issue mr repo"),
    sub(
        "svn",
        "add checkout co commit ci diff info log merge revert status update up",
        "",
    ),
    sub(
        "npm",
        "audit build cache ci config create exec i info init install link list login ls outdated \
        pack prune publish rebuild remove restart run run-script start stop test uninstall unlink \
        update version view",
        "",
    ),
    sub(
        "pnpm",
        "add build create dev dlx exec i init install link list publish remove run start store \
        test update up",
        "",
    ),
    sub(
        "yarn",
        "add build cache config create dev dlx global init install link list remove run start test \
        unlink upgrade why workspace workspaces jar application node",
        "",
    ),
    sub(
        "bun",
        "add build create install remove run test update upgrade",
        "",
    ),
    sub(
        "nvm",
        "alias current install ls ls-remote uninstall use",
        "",
    ),
    sub(
        "ng",
        "add build deploy generate g lint new serve test update",
        "",
    ),
    sub("vue", "add create init serve ui", ""),
    sub("nest", "build generate g new start", ""),
    sub(
        "hexo",
        "clean deploy generate init new publish server d g s",
        "",
    ),
    sub("hugo", "new serve server mod", ""),
    sub(
        "pip",
        "cache check config download freeze install list search show uninstall wheel",
        "",
    ),
    sub(
        "pip3",
        "cache check config download freeze install list search show uninstall wheel",
        "",
    ),
    sub(
        "pipx",
        "ensurepath inject install list run uninstall upgrade",
        "",
    ),
    sub(
        "pipenv",
        "graph install lock run shell sync uninstall update",
        "",
    ),
    sub(
        "poetry",
        "add build init install lock new publish remove run shell show update",
        "env config",
    ),
    sub(
        "uv",
        "add init lock pip run sync venv remove",
        "tool python",
    ),
    sub(
        "conda",
        "activate create deactivate env info init install list remove search update",
        "",
    ),
    sub(
        "pyenv",
        "global install local shell uninstall versions version virtualenv",
        "",
    ),
    sub("gem", "build install list uninstall update push", ""),
    sub("bundle", "add exec init install update", ""),
    sub(
        "rails",
        "console db destroy generate new routes runner server",
        "",
    ),
    sub(
        "composer",
        "create-project dump-autoload init install remove require update",
        "",
    ),
    sub(
        "cargo",
        "add bench build check clean clippy doc fix fmt init install new publish run search test \
        tree uninstall update",
        "",
    ),
    sub(
        "rustup",
        "default show update",
        "component target toolchain",
    ),
    sub(
        "go",
        "build clean doc env fix fmt generate get install list run test tool version vet",
        "mod work",
    ),
    sub(
        "dotnet",
        "add build clean new publish restore run test",
        "ef tool nuget",
    ),
    sub(
        "flutter",
        "build clean create doctor pub run test upgrade",
        "",
    ),
    sub(
        "brew",
        "cask cleanup doctor info install link list outdated reinstall search tap uninstall unlink \
        untap update upgrade",
        "services",
    ),
    sub(
        "apt",
        "autoremove full-upgrade install list purge remove search show update upgrade",
        "",
    ),
    sub(
        "apt-get",
        "autoremove clean dist-upgrade install purge remove update upgrade",
        "",
    ),
    sub("apt-cache", "madison policy search show", ""),
    sub(
        "yum",
        "clean erase groupinstall info install list localinstall remove repolist search update \
        upgrade",
        "",
    ),
    sub(
        "dnf",
        "clean info install list remove repolist search update upgrade",
        "config-manager module",
    ),
    sub("apk", "add del info search update upgrade", ""),
    sub("snap", "find install list refresh remove", ""),
    sub("choco", "install list uninstall upgrade", ""),
    sub("winget", "install list search uninstall upgrade", ""),
    sub("scoop", "install list uninstall update bucket", ""),
    sub("wsl", "", ""),
    sub(
        "sdk",
        "current default install list uninstall update upgrade use",
        "",
    ),
    sub(
        "systemctl",
        "cat daemon-reload disable enable is-active is-enabled kill list-units list-unit-files \
        mask poweroff reboot reload restart show start status stop unmask",
        "",
    ),
    sub("launchctl", "load unload list start stop", ""),
    sub(
        "ufw",
        "allow default delete deny disable enable reload reset status",
        "",
    ),
    sub("nmcli", "", "connection device con dev"),
    sub(
        "hdfs",
        "balancer datanode fsck namenode secondarynamenode",
        "dfs dfsadmin",
    ),
    sub(
        "hadoop",
        "checknative classpath distcp jar version namenode",
        "fs",
    ),
    sub(
        "sqoop",
        "eval export import import-all-tables job list-databases list-tables version",
        "",
    ),
    sub(
        "etcdctl",
        "get put del version watch",
        "snapshot member endpoint",
    ),
    sub(
        "pm2",
        "delete kill list log logs monit reload restart save start startup status stop",
        "",
    ),
    sub(
        "supervisorctl",
        "reload reread restart start status stop update",
        "",
    ),
    sub(
        "alembic",
        "current downgrade history init revision upgrade",
        "",
    ),
    sub("flyway", "baseline clean info migrate repair validate", ""),
    sub("prisma", "generate init migrate studio db", ""),
    sub(
        "openssl",
        "dgst enc genrsa pkcs12 rand req rsa s_client verify x509 version",
        "",
    ),
    sub("keytool", "", ""),
    sub(
        "certbot",
        "certonly delete install renew revoke certificates",
        "",
    ),
    sub("skopeo", "copy inspect login", ""),
    sub("trivy", "fs image repo k8s", ""),
    sub(
        "rabbitmqctl",
        "add_user cluster_status list_queues list_users set_permissions set_user_tags start_app \
        status stop_app",
        "",
    ),
    sub("rabbitmq-plugins", "disable enable list", ""),
    sub(
        "gradle",
        "assemble bootBuildImage bootJar bootRun build check clean dependencies init jar javadoc \
        projects tasks test wrapper",
        "",
    ),
    sub(
        "mvn",
        "clean compile deploy install package site test validate verify spring-boot:run",
        "",
    ),
];

/// Names that are hardly ever words of prose.
pub const PLAIN: &str = "mkdir rmdir rm cp mv cd ls ll chmod chown chgrp curl wget vi vim nano scp \
    rsync grep egrep fgrep sed awk xargs tar unzip gunzip gzip zip tee cat wc du df lsof netstat \
    nslookup dig ping traceroute telnet nc netcat tcpdump ssh-keygen ssh-copy-id ssh-add sftp npx \
    pnpx gradlew mvnw mvnd javac jshell jstack jmap jstat jcmd chsh useradd usermod userdel \
    groupadd passwd adduser crontab nohup journalctl sysctl modprobe iptables ip6tables \
    firewall-cmd ifconfig mount umount fdisk mkfs lsblk hostnamectl timedatectl \
    update-alternatives setenforce tmux pkill killall redis-cli redis-server mysqldump mysqladmin \
    pg_dump pg_restore psql createdb dropdb mongosh mongodump mongorestore mongoimport mongod \
    ansible-playbook ansible-doc jq yq base64 sha256sum md5sum htpasswd ab wrk hey k6 locust setx \
    sqlplus sqlite3 kcat kafkacat zkCli zkCli.sh beeline spark-submit spark-shell pyspark python3 \
    python2 pytest uvicorn gunicorn virtualenv tsc eslint jest ts-node nodemon getent stat ln \
    readlink realpath basename dirname uname hostname whereis dpkg rpm add-apt-repository apt-key \
    gpg visudo semanage setfacl getfacl chcon restorecon blkid swapoff swapon protoc buf cmake \
    ninja gcc g++ clang rustc javap kubectx kubens stern kubeseal telepresence skaffold doctl cdk \
    sam amplify";

/// English words and products: something that only a shell would see must follow.
pub const WORDS: &str = "make find go cut sort watch test which export source service time kill \
    top tree head tail less more open set history date join split touch at echo printf sleep \
    screen node python java mysql mariadb mongo redis postgres nginx httpd apachectl hive pig \
    kafka zookeeper ssh ansible flask django celery alias unset read env su nice man file diff \
    patch type exec eval print host route ip ss dd id w who last fg bg jobs umask ulimit uniq tr \
    rev paste code subl idea serverless sls sam tsx vite webpack next nuxt ruby perl php lua deno \
    bash sh zsh fish pwsh powershell logrotate haproxy varnish vegeta siege pg_ctl initdb initctl \
    chkconfig arp nmap hping3 mtr";

/// Commands that are complete without a word after them.
pub const ALONE: &str = "ls pwd whoami jps ll htop ifconfig ipconfig gradlew mvnw lsblk k9s";

/// Words that stand before a command and belong to it.
pub const PREFIXES: &str = "sudo nohup time watch env exec command doas";

/// Whether `word` is one of the space-separated `words`.
pub fn lists(words: &str, word: &str) -> bool {
    !word.is_empty() && words.split_ascii_whitespace().any(|known| known == word)
}
