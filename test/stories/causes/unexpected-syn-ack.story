# Backscatter: somebody used this address as a false source; its host answers what it never asked for.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
+0      S > C  SYN-ACK                      @synack
+0.1ms  C > S  RST                          @reset
expect @reset origin client cause unexpected-syn-ack trigger syn-ack @synack not-cause half-open-scan health-check
expect @reset clearing expected
