# 클러스터를 확인한다
kubectl get pods -n study -o wide
kubectl get pods -l app=web --sort-by=.metadata.name
kubectl logs -f deploy/web --tail=100 | grep -i error
kubectl exec -it web-0 -- sh -c 'ls /var/log'
kubectl apply -f deployment.yaml && kubectl rollout status deploy/web
kubectl get secret web -o jsonpath='{.data.password}' | base64 -d
kubectl scale deploy web --replicas=3
docker run --rm -p 8080:80 -v "$PWD/html:/usr/share/nginx/html:ro" -e TZ=Asia/Seoul nginx:1.27
docker build -t registry.example.org/web:1.0 .
docker ps -a --format "table {{.Names}}\t{{.Status}}"
docker compose up -d --build
curl -sS -X POST http://localhost:8080/api/orders \
  -H 'Content-Type: application/json' \
  -d '{"name": "책", "count": 2}'
curl -fsSL https://example.org/install.sh | sh
export KUBECONFIG=$HOME/.kube/config
export PATH="$PATH:/usr/local/bin"
REGION=ap-northeast-2
aws s3 sync ./public s3://example-bucket --delete --region "$REGION"
aws ec2 describe-instances --filters "Name=tag:Name,Values=web" --query 'Reservations[].Instances[].InstanceId'
ssh -i ~/.ssh/id_ed25519 ubuntu@10.0.0.5
scp build/libs/app.jar ubuntu@10.0.0.5:/home/ubuntu/
tar -xzvf kafka.tgz -C /opt
sudo systemctl restart kafka
sudo apt-get update
bin/kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --partitions 3
nohup java -jar app.jar > app.log 2>&1 &
ps aux | grep java | awk '{print $2}' | xargs kill
git commit -m "메시지를 고친다"
git log --oneline -5
find . -name '*.md' -exec wc -l {} \;
sed -i 's/8080/9090/' application.yml
chmod +x gradlew
./gradlew clean build
cd ~/lecture/notes
mkdir -p image/{a,b}
echo "현재 위치: $(pwd)"
echo $HOME
openssl rand -hex 32
mysql -u root -p
redis-cli -h localhost ping
helm upgrade --install web ./chart -f values.yaml --set image.tag=1.0
terraform plan -out=plan.tfplan
