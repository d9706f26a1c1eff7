# Five seconds after the name was cut, a new connection of the same pair is cut before it can name anything.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 60 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example        @hello
+4ms    M > C  RST-ACK                      @reset
connection 2
client 10.0.0.2:50124
+5s     C > S  SYN
+26ms   S > C  SYN-ACK                      @synack
+0.1ms  C > S  ACK                          @ack
+0.2ms  M > C  RST-ACK seq next             @residual
expect @reset origin middlebox cause blocked-sni trigger @hello
expect @residual origin middlebox cause residual-block not-cause blocked-address trigger @synack|@ack effect closed
expect pattern residual-block
