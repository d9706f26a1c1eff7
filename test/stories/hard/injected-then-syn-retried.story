# The SYN is answered by a device with a number that no stack takes; the client tries again and is cut again.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 85 id constant 1536
+0      C > S  SYN                          @syn
+3ms    M > C  RST-ACK seq +77777           @reset
+23ms   S > C  SYN-ACK                      @synack
+0.1ms  C > S  RST                          @reply
expect @reset origin middlebox trigger syn @syn effect closed accusing rst-form ttl-shift life-after-reset
expect @reply origin client trigger syn-ack @synack
