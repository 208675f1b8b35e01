"""What operators do: replicas are replaced in order, one by one."""
from misfortunes import Misfortune


class GatewayRestart(Misfortune):
    name = "gateways restarted in order"

    async def befall(self, stage):
        await stage.cluster.replicas["nianbao-gateway"].restart()
        return 0


ALL = [GatewayRestart()]
