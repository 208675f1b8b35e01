"""A Deployment: as many pods of one kind as it asks for."""
import asyncio

from cluster.pod import Pod


class Replicas:
    def __init__(self, workload, cluster):
        self.name = workload.name
        self.pods = []
        self._workload = workload
        self._cluster = cluster
        self._started = 0
        self._rolling = asyncio.Lock()

    async def start(self):
        await asyncio.gather(*(self._add().start() for _ in range(self._workload.replicas)))

    async def stop(self):
        await asyncio.gather(*(pod.stop() for pod in self.pods))
        self.pods.clear()

    async def restart(self):
        """With maxSurge 1 and maxUnavailable 0: a new pod is ready before an old one goes."""
        async with self._rolling:
            for old in list(self.pods):
                new = self._add()
                await new.start()
                self._cluster.say(f"{new.name} 已就绪（{new.address}），停止 {old.name}")
                await old.stop()
                self.pods.remove(old)

    def addresses(self):
        return [pod.address for pod in self.pods if pod.is_ready and not pod.is_terminating]

    def _add(self):
        self._started += 1
        pod = Pod(f"{self.name}-{self._started}", self._workload, self._cluster.new_pod_address(), self._cluster)
        self.pods.append(pod)
        return pod
