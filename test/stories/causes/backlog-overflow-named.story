# A server that speaks first has no room: it sends its SYN-ACK again, and answers the next ACK with a reset.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:22 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK                      @synack
+0.1ms  C > S  ACK dropped
+1s     S > C  again @synack
+0.1ms  C > S  ACK                          @ack
+26ms   S > C  RST                          @reset
expect @reset origin server names backlog-overflow trigger ack @ack effect closed severity warn
expect @reset not-cause blocked-host blocked-address
