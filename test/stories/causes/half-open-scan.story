# A SYN scan: a crafted SYN, and the scanner's kernel knows nothing of the answer.
client 10.0.0.2:54321 ttl 55 id constant 54321 window 1024
server 203.0.113.9:443 ttl 64
+0      C > S  SYN mss 1460
+0.1ms  S > C  SYN-ACK
+40ms   C > S  RST                          @reset
expect @reset origin client cause half-open-scan trigger syn-ack severity info not-cause unexpected-syn-ack health-check
expect no finding above info
