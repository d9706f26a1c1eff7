# One service refuses twice: that nobody listens is commoner than a filter, and nothing speaks against it.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  RST-ACK                      @first
connection 2
client 10.0.0.2:50124
+1s     C > S  SYN
+26ms   S > C  RST-ACK                      @second
expect @first origin server cause port-closed hops 18
expect @second origin server cause port-closed
