# The third packet of the handshake acknowledges what was never sent.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK ack +1000 dropped        @wrong
+26ms   S > C  RST                          @reset
expect @reset origin server cause unacceptable-ack trigger ack @wrong not-cause old-connection backlog-overflow
expect @reset clearing timing
