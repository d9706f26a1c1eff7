# The server's last data was overtaken by its own abort: half a millisecond is a queue, not a life after death.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:80 ttl 46 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+28ms   S > C  ACK
+0.1ms  S > C  data 1400                    @seen
+0.1ms  C > S  ACK
+20ms   S > C  RST-ACK seq +1400 id 0x7104  @reset
+0.5ms  S > C  data 1400 id 0x7103
expect @reset origin server silent life-after-reset
